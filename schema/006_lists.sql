-- Schema version 6: the lists. Each view is one list, of the archive or of what a query finds in it.

DROP VIEW sources;
DROP VIEW articles;
DROP VIEW people;
DROP VIEW roster;

-- For each article that repeats another one word for word, the path of that one. It always tells of the whole
-- archive: a list of some articles says what they repeat even where that is none of them.
CREATE VIEW duplicate AS
SELECT a.id AS article_id, f.path
FROM article a
JOIN article o ON o.id = a.duplicate_of
JOIN source_file f ON f.id = o.source_file_id;

-- One row for each article. What only some of its columns need is asked for them alone.
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

-- One row for each person of the archive. Articles that repeat another one are left out.
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

-- One row for each mention of a person: `person` is the name in the list of people, `name` the one in the article.
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

-- One row for each source of an article.
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

-- One row for each source, in whatever role articles name it. Articles that repeat another one are left out.
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

-- One row for each month and source; NULL where an article states none. A year alone is in no month.
CREATE VIEW months AS
SELECT
  CASE WHEN length(a.published) >= 7 THEN substr(a.published, 1, 7) END AS month, s.name AS source, count(*) AS articles
FROM article a
LEFT JOIN source s ON s.id = a.source_id
WHERE a.duplicate_of IS NULL
GROUP BY 1, 2;

-- One row for each language; NULL of articles that may be in any.
CREATE VIEW languages AS
SELECT a.language, count(*) AS articles, sum(a.word_count) AS words
FROM article a
WHERE a.duplicate_of IS NULL
GROUP BY a.language;

-- One row for each run that wrote into the archive.
CREATE VIEW runs AS
SELECT id, started_at, finished_at, version, options, discovered, stored, unchanged, failed, missing
FROM run;
