-- The schema of a morgue archive, version 8: what the migrations beside this file add up to.
-- Written by a test; do not edit.

CREATE TABLE run (
  id          INTEGER PRIMARY KEY,
  started_at  TEXT NOT NULL,              -- UTC
  finished_at TEXT,                       -- NULL while it runs, and when it was interrupted
  version     TEXT NOT NULL,              -- of morgue
  options     TEXT NOT NULL,              -- JSON: the command, its roots and flags
  discovered  INTEGER NOT NULL DEFAULT 0, -- discovered = stored + unchanged + failed
  stored      INTEGER NOT NULL DEFAULT 0,
  unchanged   INTEGER NOT NULL DEFAULT 0,
  failed      INTEGER NOT NULL DEFAULT 0,
  missing     INTEGER NOT NULL DEFAULT 0  -- files known from before that are gone
) STRICT;

CREATE TABLE source_file (
  id            INTEGER PRIMARY KEY,
  path          TEXT NOT NULL UNIQUE,     -- as it was given; bytes that are not UTF-8 as U+FFFD and two hex digits
  size          INTEGER NOT NULL,         -- bytes
  modified_at   INTEGER,                  -- nanoseconds since 1970; NULL when only the content was given
  digest        BLOB CHECK (length(digest) = 32), -- of the bytes on disk; NULL when they could not be read
  status        TEXT NOT NULL CHECK (status IN ('stored', 'failed')), -- what the last reading came to
  run_id        INTEGER NOT NULL REFERENCES run (id), -- the run that last wrote this row
  missing_since TEXT                      -- UTC; the file was gone when its folder was brought in again
) STRICT;

CREATE TABLE source (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('agency', 'distributor', 'photo-agency', 'release-wire', 'newspaper',
    'broadcaster', 'magazine', 'site', 'government', 'journal', 'unknown')),
  UNIQUE (name, kind)
) STRICT;

CREATE TABLE article (
  id                  INTEGER PRIMARY KEY,
  source_file_id      INTEGER NOT NULL UNIQUE REFERENCES source_file (id),
  headline            TEXT,
  language            TEXT,               -- ISO 639-1; NULL when not sure
  encoding            TEXT,               -- WHATWG name of what the file was read as
  word_count          INTEGER NOT NULL,   -- of the body
  source_id           INTEGER REFERENCES source (id), -- the strongest of its sources
  republisher_id      INTEGER REFERENCES source (id),
  rights_status       TEXT NOT NULL CHECK (rights_status IN ('licensed', 'reprinted-with-permission', 'public-domain',
    'syndicated', 'excerpt', 'restricted', 'copyright-asserted', 'republished', 'unknown')),
  reprint             INTEGER NOT NULL CHECK (reprint IN (0, 1)), -- it says that it was first published elsewhere
  published           TEXT,               -- ISO day, month or year; NULL when not stated
  published_certainty TEXT CHECK (published_certainty IN ('stated', 'given', 'resolved', 'partial')),
  published_zone      TEXT CHECK (published_zone IN ('headline', 'byline', 'body', 'caption', 'notice', 'promo')),
  published_start     INTEGER,            -- with zone, end and rule: the words it rests on
  published_end       INTEGER,
  published_rule      TEXT,
  duplicate_of        INTEGER REFERENCES article (id), -- the first path with the same text
  record_version      INTEGER NOT NULL, path_date TEXT,
  CHECK ((published IS NULL) = (published_certainty IS NULL)),
  CHECK ((published_zone IS NULL) = (published_start IS NULL)
     AND (published_zone IS NULL) = (published_end IS NULL)
     AND (published_zone IS NULL) = (published_rule IS NULL))
) STRICT;

CREATE INDEX article_source_id ON article (source_id);

CREATE INDEX article_republisher_id ON article (republisher_id);

CREATE INDEX article_published ON article (published);

CREATE INDEX article_duplicate_of ON article (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE article_text (
  id       INTEGER PRIMARY KEY REFERENCES article (id),
  headline TEXT NOT NULL,
  byline   TEXT NOT NULL,
  body     TEXT NOT NULL,
  caption  TEXT NOT NULL,
  notice   TEXT NOT NULL,
  promo    TEXT NOT NULL,                 -- kept, but neither searched nor counted
  layout   TEXT NOT NULL,                 -- JSON: the blocks in reading order, each [zone, start_char, end_char]
  digest   BLOB NOT NULL CHECK (length(digest) = 32) -- of zones and words in reading order
) STRICT;

CREATE INDEX article_text_digest ON article_text (digest);

CREATE VIRTUAL TABLE article_fts USING fts5 (
  headline, byline, body, caption, notice,
  content="article_text", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);

CREATE TABLE article_source (
  article_id INTEGER NOT NULL REFERENCES article (id),
  position   INTEGER NOT NULL,            -- in the record's list, from 1
  source_id  INTEGER NOT NULL REFERENCES source (id),
  role       TEXT NOT NULL CHECK (role IN ('original', 'agency', 'partner', 'distributor', 'republisher', 'contributor')),
  zone       TEXT NOT NULL CHECK (zone IN ('headline', 'byline', 'body', 'caption', 'notice', 'promo')),
  start_char INTEGER NOT NULL,
  end_char   INTEGER NOT NULL CHECK (end_char > start_char),
  rule       TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_source_source_id ON article_source (source_id);

CREATE TABLE rights_statement (
  article_id  INTEGER NOT NULL REFERENCES article (id),
  position    INTEGER NOT NULL,
  subject     TEXT NOT NULL CHECK (subject IN ('text', 'photo')),
  status      TEXT NOT NULL CHECK (status IN ('licensed', 'reprinted-with-permission', 'public-domain',
    'syndicated', 'excerpt', 'restricted', 'copyright-asserted', 'republished', 'unknown')),
  holder      TEXT,
  licence     TEXT,                       -- URI, or 'custom'
  usage_terms TEXT,                       -- the sentence that states them
  expires     TEXT,                       -- ISO day
  zone        TEXT NOT NULL CHECK (zone IN ('headline', 'byline', 'body', 'caption', 'notice', 'promo')),
  start_char  INTEGER NOT NULL,
  end_char    INTEGER NOT NULL CHECK (end_char > start_char),
  rule        TEXT NOT NULL, photographer TEXT, agency TEXT, via TEXT, courtesy TEXT, restriction TEXT,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_mention (
  article_id INTEGER NOT NULL REFERENCES article (id),
  position   INTEGER NOT NULL,
  person_id  INTEGER NOT NULL REFERENCES person (id),
  role       TEXT NOT NULL CHECK (role IN ('author', 'photographer', 'mentioned', 'quoted')),
  title      TEXT,                        -- as printed here
  zone       TEXT NOT NULL CHECK (zone IN ('headline', 'byline', 'body', 'caption', 'notice', 'promo')),
  start_char INTEGER NOT NULL,
  end_char   INTEGER NOT NULL CHECK (end_char > start_char),
  rule       TEXT NOT NULL, confidence INTEGER CHECK (confidence BETWEEN 0 AND 100),
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_mention_person_id ON person_mention (person_id);

CREATE TABLE problem (
  id             INTEGER PRIMARY KEY,
  source_file_id INTEGER NOT NULL REFERENCES source_file (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),
  stage          TEXT NOT NULL CHECK (stage IN ('discover', 'read', 'decode', 'normalize', 'extract', 'load', 'write')),
  kind           TEXT NOT NULL CHECK (kind IN ('vanished', 'permission-denied', 'not-a-regular-file', 'broken-link',
    'too-large', 'changed', 'io', 'bad-compression', 'empty', 'binary', 'bytes-replaced', 'mojibake-repaired',
    'internal-error', 'bad-record', 'not-written')),
  message        TEXT NOT NULL
) STRICT;

CREATE INDEX problem_source_file_id ON problem (source_file_id);

CREATE VIEW rights AS
SELECT
  m.article_id, f.path, m.position, m.subject, m.status, m.holder, m.licence, m.usage_terms, m.expires,
  m.zone, m.start_char, m.end_char,
  substr(CASE m.zone WHEN 'headline' THEN t.headline WHEN 'byline' THEN t.byline WHEN 'body' THEN t.body
    WHEN 'caption' THEN t.caption WHEN 'notice' THEN t.notice ELSE t.promo END,
    m.start_char + 1, m.end_char - m.start_char) AS exact,
  m.rule
FROM rights_statement m
JOIN article a ON a.id = m.article_id
JOIN article_text t ON t.id = m.article_id
JOIN source_file f ON f.id = a.source_file_id;

CREATE VIEW problems AS
SELECT f.path, f.status, p.stage, p.kind, p.message
FROM problem p
JOIN source_file f ON f.id = p.source_file_id;

CREATE VIEW photos AS
SELECT
  m.article_id, f.path, m.position, m.photographer, m.agency, m.via, m.courtesy, m.restriction, m.status,
  m.zone, m.start_char, m.end_char,
  substr(CASE m.zone WHEN 'headline' THEN t.headline WHEN 'byline' THEN t.byline WHEN 'body' THEN t.body
    WHEN 'caption' THEN t.caption WHEN 'notice' THEN t.notice ELSE t.promo END,
    m.start_char + 1, m.end_char - m.start_char) AS exact,
  m.rule
FROM rights_statement m
JOIN article a ON a.id = m.article_id
JOIN article_text t ON t.id = m.article_id
JOIN source_file f ON f.id = a.source_file_id
WHERE m.subject = 'photo';

CREATE TABLE date_mention (
  article_id INTEGER NOT NULL REFERENCES article (id),
  position   INTEGER NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('published', 'updated', 'dateline', 'printed', 'mentioned')),
  type       TEXT NOT NULL CHECK (type IN ('DATE', 'TIME', 'DURATION', 'SET')),
  value      TEXT NOT NULL,               -- TIMEX3: 2020-03-25, XXXX-03-25, P135D
  earliest   TEXT,                        -- ISO day; NULL when the year is not known
  latest     TEXT,
  certainty  TEXT NOT NULL CHECK (certainty IN ('stated', 'given', 'resolved', 'partial', 'ambiguous')),
  note       TEXT,                        -- what speaks against the value, or what else the words can mean
  zone       TEXT NOT NULL CHECK (zone IN ('headline', 'byline', 'body', 'caption', 'notice', 'promo')),
  start_char INTEGER NOT NULL,
  end_char   INTEGER NOT NULL CHECK (end_char > start_char),
  rule       TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE VIEW dates AS
SELECT
  m.article_id, f.path, m.position, m.role, m.type, m.value, m.earliest, m.latest, m.certainty, m.note,
  m.zone, m.start_char, m.end_char,
  substr(CASE m.zone WHEN 'headline' THEN t.headline WHEN 'byline' THEN t.byline WHEN 'body' THEN t.body
    WHEN 'caption' THEN t.caption WHEN 'notice' THEN t.notice ELSE t.promo END,
    m.start_char + 1, m.end_char - m.start_char) AS exact,
  m.rule
FROM date_mention m
JOIN article a ON a.id = m.article_id
JOIN article_text t ON t.id = m.article_id
JOIN source_file f ON f.id = a.source_file_id;

CREATE TABLE alias (
  name   TEXT NOT NULL, -- as the file has it
  person TEXT NOT NULL,
  PRIMARY KEY (name, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_rights_status ON article (rights_status);

CREATE INDEX article_language ON article (language);

CREATE INDEX article_word_count ON article (word_count);

CREATE INDEX rights_statement_holder ON rights_statement (holder) WHERE holder IS NOT NULL;

CREATE INDEX rights_statement_licence ON rights_statement (licence) WHERE licence IS NOT NULL;

CREATE VIEW duplicate AS
SELECT a.id AS article_id, f.path
FROM article a
JOIN article o ON o.id = a.duplicate_of
JOIN source_file f ON f.id = o.source_file_id;

CREATE VIEW articles AS
SELECT
  a.id, f.path, a.headline,
  (SELECT nullif(t.byline, '') FROM article_text t WHERE t.id = a.id) AS byline,
  a.published, a.published_certainty, a.path_date,
  s.name AS source, s.kind AS source_kind, r.name AS republisher,
  (SELECT g.name FROM article_source m JOIN source g ON g.id = m.source_id
    WHERE m.article_id = a.id AND m.role = 'agency' ORDER BY m.position LIMIT 1) AS agency,
  a.rights_status, a.reprint,
  (SELECT m.holder FROM rights_statement m WHERE m.article_id = a.id AND m.subject = 'text' AND m.holder IS NOT NULL
    ORDER BY m.position LIMIT 1) AS holder,
  (SELECT m.licence FROM rights_statement m WHERE m.article_id = a.id AND m.subject = 'text' AND m.licence IS NOT NULL
    ORDER BY m.position LIMIT 1) AS licence,
  (SELECT json_group_array(name) FROM (SELECT p.name FROM person_mention m JOIN person p ON p.id = m.person_id
    WHERE m.article_id = a.id AND m.role = 'author' GROUP BY p.id ORDER BY min(m.position))) AS authors,
  (SELECT json_group_array(name) FROM (SELECT p.name FROM person_mention m JOIN person p ON p.id = m.person_id
    WHERE m.article_id = a.id AND m.role IN ('mentioned', 'quoted') GROUP BY p.id ORDER BY min(m.position))) AS people,
  (SELECT count(DISTINCT m.person_id) FROM person_mention m
    WHERE m.article_id = a.id AND m.role IN ('mentioned', 'quoted')) AS people_count,
  (SELECT min(m.earliest) FROM date_mention m
    WHERE m.article_id = a.id AND m.role NOT IN ('published', 'updated')) AS earliest_mentioned,
  (SELECT max(m.latest) FROM date_mention m
    WHERE m.article_id = a.id AND m.role NOT IN ('published', 'updated')) AS latest_mentioned,
  a.language, a.word_count,
  (SELECT json_group_array(zone) FROM (SELECT 'headline' AS zone FROM article_text t WHERE t.id = a.id AND t.headline <> ''
    UNION ALL SELECT 'byline' FROM article_text t WHERE t.id = a.id AND t.byline <> ''
    UNION ALL SELECT 'body' FROM article_text t WHERE t.id = a.id AND t.body <> ''
    UNION ALL SELECT 'caption' FROM article_text t WHERE t.id = a.id AND t.caption <> ''
    UNION ALL SELECT 'notice' FROM article_text t WHERE t.id = a.id AND t.notice <> ''
    UNION ALL SELECT 'promo' FROM article_text t WHERE t.id = a.id AND t.promo <> '')) AS zones,
  a.encoding, f.size AS bytes, lower(hex(f.digest)) AS digest,
  (SELECT o.path FROM duplicate o WHERE o.article_id = a.id) AS duplicate_of,
  f.missing_since
FROM article a
JOIN source_file f ON f.id = a.source_file_id
LEFT JOIN source s ON s.id = a.source_id
LEFT JOIN source r ON r.id = a.republisher_id;

CREATE VIEW people AS
SELECT
  r.name, instr(r.name, ' ') = 0 AS surname_only, r.articles, r.mentions, r.first_attested, r.last_attested,
  (SELECT json_group_array(role) FROM (SELECT m.role FROM person p JOIN person_mention m ON m.person_id = p.id
    JOIN article a ON a.id = m.article_id WHERE p.roster_name = r.name AND a.duplicate_of IS NULL
    GROUP BY m.role ORDER BY count(*) DESC, m.role)) AS roles,
  (SELECT json_group_array(json_object('title', title, 'first', first, 'last', last, 'articles', articles))
    FROM (SELECT m.title, min(a.published) AS first, max(a.published) AS last, count(DISTINCT a.id) AS articles
      FROM person p JOIN person_mention m ON m.person_id = p.id
      JOIN article a ON a.id = m.article_id
      WHERE p.roster_name = r.name AND m.title IS NOT NULL AND a.duplicate_of IS NULL
      GROUP BY m.title ORDER BY first IS NULL, first, last, articles DESC, m.title)) AS titles,
  (SELECT json_group_array(name) FROM (SELECT p.name FROM person p
    WHERE p.roster_name = r.name AND p.name <> r.name ORDER BY p.name)) AS variants
FROM (SELECT p.roster_name AS name, count(DISTINCT a.id) AS articles, count(*) AS mentions,
        min(a.published) AS first_attested, max(a.published) AS last_attested
      FROM person p JOIN person_mention m ON m.person_id = p.id
      JOIN article a ON a.id = m.article_id
      WHERE a.duplicate_of IS NULL GROUP BY p.roster_name) r;

CREATE VIEW mentions AS
SELECT
  m.article_id, f.path, m.position, p.name, p.roster_name AS person, m.role, m.title, m.confidence,
  m.zone, m.start_char, m.end_char,
  substr(CASE m.zone WHEN 'headline' THEN t.headline WHEN 'byline' THEN t.byline WHEN 'body' THEN t.body
    WHEN 'caption' THEN t.caption WHEN 'notice' THEN t.notice ELSE t.promo END,
    m.start_char + 1, m.end_char - m.start_char) AS exact,
  m.rule
FROM person_mention m
JOIN person p ON p.id = m.person_id
JOIN article a ON a.id = m.article_id
JOIN article_text t ON t.id = m.article_id
JOIN source_file f ON f.id = a.source_file_id;

CREATE VIEW article_sources AS
SELECT
  m.article_id, f.path, m.position, s.name, m.role, s.kind, m.zone, m.start_char, m.end_char,
  substr(CASE m.zone WHEN 'headline' THEN t.headline WHEN 'byline' THEN t.byline WHEN 'body' THEN t.body
    WHEN 'caption' THEN t.caption WHEN 'notice' THEN t.notice ELSE t.promo END,
    m.start_char + 1, m.end_char - m.start_char) AS exact,
  m.rule
FROM article_source m
JOIN source s ON s.id = m.source_id
JOIN article a ON a.id = m.article_id
JOIN article_text t ON t.id = m.article_id
JOIN source_file f ON f.id = a.source_file_id;

CREATE VIEW sources AS
SELECT
  s.name, s.kind, n.articles, n.reprints, n.first_published, n.last_published,
  (SELECT json_group_object(role, articles) FROM (SELECT m.role, count(DISTINCT m.article_id) AS articles
    FROM article_source m JOIN article a ON a.id = m.article_id WHERE m.source_id = s.id AND a.duplicate_of IS NULL
    GROUP BY m.role ORDER BY articles DESC, m.role)) AS roles,
  (SELECT json_group_object(status, articles) FROM (SELECT a.rights_status AS status, count(DISTINCT a.id) AS articles
    FROM article_source m JOIN article a ON a.id = m.article_id WHERE m.source_id = s.id AND a.duplicate_of IS NULL
    GROUP BY a.rights_status ORDER BY articles DESC, a.rights_status)) AS rights
FROM (SELECT m.source_id, count(DISTINCT a.id) AS articles, count(DISTINCT iif(a.reprint, a.id, NULL)) AS reprints,
        min(a.published) AS first_published, max(a.published) AS last_published
      FROM article_source m JOIN article a ON a.id = m.article_id
      WHERE a.duplicate_of IS NULL GROUP BY m.source_id) n
JOIN source s ON s.id = n.source_id;

CREATE VIEW months AS
SELECT
  CASE WHEN length(a.published) >= 7 THEN substr(a.published, 1, 7) END AS month, s.name AS source, count(*) AS articles
FROM article a
LEFT JOIN source s ON s.id = a.source_id
WHERE a.duplicate_of IS NULL
GROUP BY 1, 2;

CREATE VIEW languages AS
SELECT a.language, count(*) AS articles, sum(a.word_count) AS words
FROM article a
WHERE a.duplicate_of IS NULL
GROUP BY a.language;

CREATE VIEW runs AS
SELECT id, started_at, finished_at, version, options, discovered, stored, unchanged, failed, missing
FROM run;

CREATE INDEX date_mention_earliest ON date_mention (earliest, latest) WHERE earliest IS NOT NULL;

CREATE TABLE "person" (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,              -- as articles print it; two persons of one name share a row
  roster_name TEXT NOT NULL               -- in which the roster has whoever is called so
) STRICT;

CREATE UNIQUE INDEX person_name ON person (name);

CREATE INDEX person_roster_name ON person (roster_name);
