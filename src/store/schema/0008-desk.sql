-- The registry desk, version 8: what caseworkers do to households all day, and how it is taken back.

-- One thing somebody did to the registry. What it recorded in the dated tables has the source
-- 'edit:<id>'; it is taken back by another edit, never by removing rows.
CREATE TABLE registry_edit (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,                 -- of the vocabulary of edits: 'household-new', 'bulk', 'undo', ...
  undoes INTEGER UNIQUE REFERENCES registry_edit (id),  -- the edit this one takes back
  households INTEGER NOT NULL CHECK (households >= 0),  -- how many it has to do with
  summary TEXT NOT NULL,              -- JSON: what was done, for the history
  reason TEXT NOT NULL DEFAULT '',
  business_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  CHECK (undoes IS NULL OR undoes < id)
) STRICT;
CREATE INDEX registry_edit_by ON registry_edit (recorded_by, id);
CREATE TRIGGER registry_edit_frozen BEFORE UPDATE ON registry_edit
  WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.undoes IS NOT OLD.undoes
    OR NEW.reason <> OLD.reason OR NEW.business_day <> OLD.business_day
    OR NEW.recorded_at <> OLD.recorded_at OR NEW.recorded_by <> OLD.recorded_by
    OR OLD.summary <> ''
  BEGIN SELECT RAISE(ABORT, 'frozen: an edit never changes once it is summed up'); END;
CREATE TRIGGER registry_edit_kept BEFORE DELETE ON registry_edit
  BEGIN SELECT RAISE(ABORT, 'frozen: an edit is never removed'); END;

-- The households an edit has to do with.
CREATE TABLE registry_edit_household (
  household_id INTEGER NOT NULL REFERENCES household (id),
  edit_id INTEGER NOT NULL REFERENCES registry_edit (id),
  PRIMARY KEY (household_id, edit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX registry_edit_household_edit ON registry_edit_household (edit_id);
CREATE TRIGGER registry_edit_household_kept BEFORE DELETE ON registry_edit_household
  BEGIN SELECT RAISE(ABORT, 'frozen: an edit is never removed'); END;

-- What the rows of an edit are found by.
CREATE INDEX household_source ON household (source) WHERE source LIKE 'edit:%';
CREATE INDEX household_address_source ON household_address (source) WHERE source LIKE 'edit:%';
CREATE INDEX membership_source ON membership (source) WHERE source LIKE 'edit:%';
CREATE INDEX circumstance_source ON circumstance (source) WHERE source LIKE 'edit:%';
CREATE INDEX account_source ON account (source) WHERE source LIKE 'edit:%';

-- A person without a number may have one that an office made up until there is a real one.
ALTER TABLE person ADD COLUMN temporary_number TEXT;
CREATE INDEX person_temporary_number ON person (temporary_number) WHERE temporary_number IS NOT NULL;

-- What a person was recorded as before: each correction, and a number that was issued later.
CREATE TABLE person_former (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  identity_number TEXT,
  original_number TEXT,
  temporary_number TEXT,
  sex TEXT,
  birth_date TEXT,
  ethnicity TEXT,
  replaced_at TEXT NOT NULL,
  replaced_by TEXT NOT NULL,
  source TEXT NOT NULL                -- of what took its place: 'edit:7'
) STRICT;
CREATE INDEX person_former_person ON person_former (person_id, id);
CREATE INDEX person_former_source ON person_former (source);
CREATE INDEX person_former_number ON person_former (identity_number) WHERE identity_number IS NOT NULL;
CREATE TRIGGER person_former_frozen BEFORE UPDATE ON person_former
  BEGIN SELECT RAISE(ABORT, 'frozen: what a person was recorded as stays'); END;
CREATE TRIGGER person_former_kept BEFORE DELETE ON person_former
  BEGIN SELECT RAISE(ABORT, 'frozen: what a person was recorded as stays'); END;
CREATE TRIGGER person_kept BEFORE UPDATE OF name, identity_number, original_number, temporary_number,
  sex, birth_date, ethnicity ON person
  WHEN NOT EXISTS (SELECT 1 FROM person_former f WHERE f.id = (SELECT max(g.id) FROM person_former g
    WHERE g.person_id = OLD.id) AND f.name = OLD.name AND f.identity_number IS OLD.identity_number
    AND f.original_number IS OLD.original_number AND f.temporary_number IS OLD.temporary_number
    AND f.sex IS OLD.sex AND f.birth_date IS OLD.birth_date AND f.ethnicity IS OLD.ethnicity)
  BEGIN SELECT RAISE(ABORT, 'frozen: what a person was recorded as is kept before it changes'); END;

-- An award that goes on in the name of another record of the same person: when two are merged.
CREATE TABLE registry_edit_award (
  edit_id INTEGER NOT NULL REFERENCES registry_edit (id),
  award_id INTEGER NOT NULL REFERENCES award (id),
  from_person INTEGER NOT NULL REFERENCES person (id),
  to_person INTEGER NOT NULL REFERENCES person (id),
  from_household INTEGER NOT NULL REFERENCES household (id),
  to_household INTEGER NOT NULL REFERENCES household (id),
  PRIMARY KEY (edit_id, award_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER registry_edit_award_frozen BEFORE UPDATE ON registry_edit_award
  BEGIN SELECT RAISE(ABORT, 'frozen: an edit never changes'); END;
CREATE TRIGGER registry_edit_award_kept BEFORE DELETE ON registry_edit_award
  BEGIN SELECT RAISE(ABORT, 'frozen: an edit is never removed'); END;

-- Papers and photographs of a household, stored in the file itself.
CREATE TABLE attachment_content (
  digest TEXT NOT NULL PRIMARY KEY,   -- BLAKE2b-256 of content, hexadecimal
  content BLOB NOT NULL,
  CHECK (length(content) BETWEEN 1 AND 20971520)
) STRICT;
CREATE TRIGGER attachment_content_frozen BEFORE UPDATE ON attachment_content
  BEGIN SELECT RAISE(ABORT, 'frozen: a stored paper never changes'); END;
CREATE TRIGGER attachment_content_kept BEFORE DELETE ON attachment_content
  BEGIN SELECT RAISE(ABORT, 'frozen: a stored paper is never removed'); END;
CREATE TABLE attachment (
  id INTEGER NOT NULL PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  person_id INTEGER REFERENCES person (id),  -- whom it is about, NULL for the household
  kind TEXT NOT NULL,                 -- of the vocabulary of papers: 'identity-card', 'photo', ...
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
  media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'application/pdf')),
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 20971520),  -- bytes
  digest TEXT NOT NULL REFERENCES attachment_content (digest),
  dated_on TEXT,                      -- the day of the paper, where it has one
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  removed_at TEXT,                    -- in the bin since
  removed_by TEXT,
  removed_reason TEXT NOT NULL DEFAULT '',
  CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;
CREATE INDEX attachment_household ON attachment (household_id, id);
CREATE TRIGGER attachment_frozen BEFORE UPDATE ON attachment
  WHEN NEW.household_id <> OLD.household_id OR NEW.person_id IS NOT OLD.person_id
    OR NEW.kind <> OLD.kind OR NEW.title <> OLD.title OR NEW.media_type <> OLD.media_type
    OR NEW.size <> OLD.size OR NEW.digest <> OLD.digest OR NEW.dated_on IS NOT OLD.dated_on
    OR NEW.recorded_at <> OLD.recorded_at OR NEW.recorded_by <> OLD.recorded_by
  BEGIN SELECT RAISE(ABORT, 'frozen: a stored paper never changes'); END;
CREATE TRIGGER attachment_kept BEFORE DELETE ON attachment
  BEGIN SELECT RAISE(ABORT, 'frozen: a stored paper is never removed'); END;

-- How somebody looks at the list of households: filters, columns, order. '' is how it was left.
CREATE TABLE saved_view (
  id INTEGER NOT NULL PRIMARY KEY,
  user TEXT NOT NULL,
  page TEXT NOT NULL,                 -- 'households'
  name TEXT NOT NULL CHECK (length(name) <= 40),
  position INTEGER NOT NULL,
  content TEXT NOT NULL,              -- JSON
  saved_at TEXT NOT NULL,
  UNIQUE (user, page, name)
) STRICT;

-- What a person decided about two records that look alike, or about something odd in the data. It
-- holds as long as what it was decided about stays as it was.
CREATE TABLE finding_decision (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,                 -- of the vocabulary of findings: 'same-number', 'child-older', ...
  subject TEXT NOT NULL,              -- 'person:3+person:9', smaller ids first
  evidence TEXT NOT NULL,             -- digest of what was looked at
  decision TEXT NOT NULL CHECK (decision IN ('same', 'not-the-same', 'later', 'never-mind', 'reopened')),
  reason TEXT NOT NULL DEFAULT '',
  decided_on TEXT NOT NULL,           -- business day
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  CHECK (decision <> 'never-mind' OR reason <> '')
) STRICT;
CREATE INDEX finding_decision_subject ON finding_decision (kind, subject, id);
CREATE TRIGGER finding_decision_frozen BEFORE UPDATE ON finding_decision
  BEGIN SELECT RAISE(ABORT, 'frozen: a decision never changes; another one follows it'); END;
CREATE TRIGGER finding_decision_kept BEFORE DELETE ON finding_decision
  BEGIN SELECT RAISE(ABORT, 'frozen: a decision is never removed'); END;
