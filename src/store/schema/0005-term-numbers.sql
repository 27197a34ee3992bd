-- Version 5: the number of a term is never given out twice.
--
-- A run keeps the number of the last term it saw. Taking an import back out removes terms, and a
-- later one with such a number would look as if an old run had seen it.
CREATE TABLE award_term_next (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  award_id INTEGER NOT NULL REFERENCES award (id),
  from_month INTEGER NOT NULL,
  persons INTEGER NOT NULL CHECK (persons >= 0),
  benefit_class INTEGER NOT NULL DEFAULT 0 CHECK (benefit_class BETWEEN 0 AND 9),
  care TEXT NOT NULL DEFAULT '',      -- '', 'home', 'institution'
  self_care TEXT NOT NULL DEFAULT '', -- '', 'able', 'partly', 'unable'
  reason TEXT NOT NULL DEFAULT '',
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL,
  replaces INTEGER UNIQUE REFERENCES award_term_next (id)  -- the row that holds no longer
) STRICT;
INSERT INTO award_term_next SELECT id, award_id, from_month, persons, benefit_class, care, self_care,
  reason, recorded_at, recorded_by, source, replaces FROM award_term ORDER BY id;
DROP TABLE award_term;
ALTER TABLE award_term_next RENAME TO award_term;
CREATE INDEX award_term_award ON award_term (award_id, from_month, id);
