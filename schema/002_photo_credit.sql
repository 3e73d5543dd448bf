-- Schema version 2: what the credit of a picture says.

-- Only of statements about pictures; NULL where the credit does not say, and in rows of version 1.
ALTER TABLE rights_statement ADD COLUMN photographer TEXT; -- as printed
ALTER TABLE rights_statement ADD COLUMN agency TEXT;       -- it was taken for
ALTER TABLE rights_statement ADD COLUMN via TEXT;          -- the agency that passed it on
ALTER TABLE rights_statement ADD COLUMN courtesy TEXT;     -- who gave it away, as printed
ALTER TABLE rights_statement ADD COLUMN restriction TEXT;  -- as printed: "No Archiving", "File Photo"

-- One row for each credit of a picture.
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
