-- Schema version 7: the index of days has the mentions that name a day, not the durations and the days of no known year,
-- which nobody looks up by day.

DROP INDEX IF EXISTS date_mention_earliest;
CREATE INDEX date_mention_earliest ON date_mention (earliest, latest) WHERE earliest IS NOT NULL;
