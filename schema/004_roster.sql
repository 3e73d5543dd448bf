-- Schema version 4: one roster for the archive, and how sure the tagger is of a name.

-- Percent, of a name that the tagger found; NULL of one that a rule told.
ALTER TABLE person_mention ADD COLUMN confidence INTEGER CHECK (confidence BETWEEN 0 AND 100);

-- The name of the person who is called so; of several names the one in which the roster has them. It is
-- found when a run ends; until then every name stands for itself.
ALTER TABLE person ADD COLUMN roster_name TEXT NOT NULL DEFAULT '';
UPDATE person SET roster_name = name;
CREATE INDEX person_roster_name ON person (roster_name);

-- Who is who, by hand: what the last --aliases file said.
CREATE TABLE alias (
  name   TEXT NOT NULL, -- as the file has it
  person TEXT NOT NULL,
  PRIMARY KEY (name, person)
) STRICT, WITHOUT ROWID;

-- One row for each person of the archive. Articles that repeat another one are left out.
CREATE VIEW roster AS
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

-- `person` is the name in the roster, `name` the one in the article.
DROP VIEW people;
CREATE VIEW people AS
SELECT
  m.article_id, f.path, m.position, p.name, p.roster_name AS person,
  (SELECT json_group_array(role) FROM (SELECT n.role FROM person_mention n
    WHERE n.article_id = m.article_id AND n.person_id = m.person_id GROUP BY n.role ORDER BY min(n.position))) AS roles,
  (SELECT json_group_array(title) FROM (SELECT n.title FROM person_mention n
    WHERE n.article_id = m.article_id AND n.person_id = m.person_id AND n.title IS NOT NULL
    GROUP BY n.title ORDER BY min(n.position))) AS titles,
  m.mentions, o.zone, o.start_char, o.end_char,
  substr(CASE o.zone WHEN 'headline' THEN t.headline WHEN 'byline' THEN t.byline WHEN 'body' THEN t.body
    WHEN 'caption' THEN t.caption WHEN 'notice' THEN t.notice ELSE t.promo END,
    o.start_char + 1, o.end_char - o.start_char) AS exact,
  o.rule
FROM (SELECT article_id, person_id, min(position) AS position, count(*) AS mentions
      FROM person_mention GROUP BY article_id, person_id) m
JOIN person_mention o ON o.article_id = m.article_id AND o.position = m.position
JOIN person p ON p.id = m.person_id
JOIN article a ON a.id = m.article_id
JOIN article_text t ON t.id = m.article_id
JOIN source_file f ON f.id = a.source_file_id;
