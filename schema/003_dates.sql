-- Schema version 3: dates that can be either of two, days of an edition in print, notes, and the day that a path says.

-- A table's CHECKs cannot be changed, so this one is made anew.
DROP VIEW dates;
DROP INDEX date_mention_earliest;
ALTER TABLE date_mention RENAME TO date_mention_2;

-- Every date that an article mentions.
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
INSERT INTO date_mention
  SELECT article_id, position, role, type, value, earliest, latest,
    -- Version 2 called it partial: a year that is known, of days that can be either of two.
    CASE WHEN value LIKE '____-XX-XX' AND value NOT LIKE 'X%' AND earliest IS NOT NULL THEN 'ambiguous' ELSE certainty END,
    NULL, zone, start_char, end_char, rule
  FROM date_mention_2;
DROP TABLE date_mention_2;
CREATE INDEX date_mention_earliest ON date_mention (earliest, latest);

-- The day that the path says, whether or not it is the day of publication; NULL in rows of earlier versions.
ALTER TABLE article ADD COLUMN path_date TEXT;

-- One row for each date mentioned.
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

-- One row for each article. Lists are JSON arrays.
DROP VIEW articles;
CREATE VIEW articles AS
SELECT
  a.id, f.path, a.headline, a.published, a.published_certainty, a.path_date,
  s.name AS source, s.kind AS source_kind, r.name AS republisher, a.rights_status, a.reprint,
  (SELECT json_group_array(name) FROM (SELECT p.name FROM person_mention m JOIN person p ON p.id = m.person_id
    WHERE m.article_id = a.id AND m.role = 'author' GROUP BY p.id ORDER BY min(m.position))) AS authors,
  (SELECT json_group_array(name) FROM (SELECT p.name FROM person_mention m JOIN person p ON p.id = m.person_id
    WHERE m.article_id = a.id AND m.role IN ('mentioned', 'quoted') GROUP BY p.id ORDER BY min(m.position))) AS people,
  a.language, a.word_count, a.encoding, f.size AS bytes, lower(hex(f.digest)) AS digest,
  (SELECT g.path FROM article b JOIN source_file g ON g.id = b.source_file_id WHERE b.id = a.duplicate_of) AS duplicate_of,
  f.missing_since
FROM article a
JOIN source_file f ON f.id = a.source_file_id
LEFT JOIN source s ON s.id = a.source_id
LEFT JOIN source r ON r.id = a.republisher_id;
