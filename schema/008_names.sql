-- Schema version 8: the index over the names of persons is one like the others, which a new archive gets when the run
-- that fills it ends.

CREATE TABLE person_8 (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,              -- as articles print it; two persons of one name share a row
  roster_name TEXT NOT NULL               -- in which the roster has whoever is called so
) STRICT;
INSERT INTO person_8 SELECT id, name, roster_name FROM person;
DROP TABLE person;
ALTER TABLE person_8 RENAME TO person;
CREATE UNIQUE INDEX person_name ON person (name);
CREATE INDEX person_roster_name ON person (roster_name);
