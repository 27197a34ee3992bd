-- Version 7: from the counter to the award.
--
-- A case is an application and what happened to it. What happened is a list of events that only
-- grows; where the case stands is read from them and the rules, never kept beside them. What was
-- written on a form is kept as it was written: a correction is a form of its own that names the one
-- it replaces.

-- Who is behind an account: two accounts of one person are one pair of eyes.
ALTER TABLE user ADD COLUMN identity_number TEXT;  -- 18 characters; NULL: not recorded
CREATE INDEX user_identity ON user (identity_number) WHERE identity_number IS NOT NULL;

-- Forms that the county has issued itself or changed; others come with the program.
CREATE TABLE form_document (
  id INTEGER NOT NULL PRIMARY KEY,
  form TEXT NOT NULL,                 -- 'low-income-application'
  json TEXT NOT NULL,
  digest TEXT NOT NULL,               -- SHA-256 of json, hexadecimal
  state TEXT NOT NULL CHECK (state IN ('proposed', 'adopted')),
  proposed_by TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  adopted_by TEXT,
  adopted_at TEXT,
  CHECK (adopted_by IS NULL OR adopted_by <> proposed_by),
  CHECK ((state = 'adopted') = (adopted_by IS NOT NULL))
) STRICT;
CREATE INDEX form_document_form ON form_document (form, id);
CREATE TRIGGER form_document_frozen BEFORE UPDATE ON form_document
  WHEN OLD.state = 'adopted' OR NEW.json <> OLD.json OR NEW.form <> OLD.form OR NEW.digest <> OLD.digest
  BEGIN SELECT RAISE(ABORT, 'frozen: an issued form never changes'); END;
CREATE TRIGGER form_document_kept BEFORE DELETE ON form_document
  BEGIN SELECT RAISE(ABORT, 'frozen: an issued form is never removed'); END;

CREATE TABLE application (
  id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,        -- '2026-000001', on every paper of the case
  programme TEXT NOT NULL,
  residence TEXT NOT NULL CHECK (residence IN ('rural', 'urban')),
  division_code TEXT NOT NULL REFERENCES division (code),  -- of the village, where known
  village_group TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL CHECK (origin IN ('counter', 'village', 'found', 'other-place', 'conversion')),
  urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),  -- aid first, papers after
  applied_on TEXT NOT NULL,
  household_id INTEGER REFERENCES household (id),  -- that it became, or belongs to
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX application_place ON application (division_code, id);
CREATE INDEX application_programme ON application (programme, id);
CREATE INDEX application_household ON application (household_id) WHERE household_id IS NOT NULL;
CREATE TRIGGER application_frozen BEFORE UPDATE OF id, number, programme, recorded_at, recorded_by ON application
  BEGIN SELECT RAISE(ABORT, 'frozen: an application keeps its number and programme'); END;
CREATE TRIGGER application_kept BEFORE DELETE ON application
  BEGIN SELECT RAISE(ABORT, 'frozen: an application is never removed'); END;

-- Who the latest form of a case names: for finding, for duplicates and for four eyes. Rebuildable.
CREATE TABLE application_person (
  application_id INTEGER NOT NULL REFERENCES application (id),
  position INTEGER NOT NULL,          -- from 0
  part TEXT NOT NULL CHECK (part IN ('applicant', 'subject', 'head', 'member', 'guardian', 'supporter', 'official')),
  name TEXT NOT NULL,
  identity_number TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  account_number TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (application_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX application_person_number ON application_person (identity_number) WHERE identity_number <> '';
CREATE INDEX application_person_name ON application_person (name);
CREATE INDEX application_person_account ON application_person (account_number) WHERE account_number <> '';

-- A form that was filled in. The form itself is kept with it, as it was then.
CREATE TABLE form_text (
  digest TEXT NOT NULL PRIMARY KEY,   -- SHA-256 of json, hexadecimal
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER form_text_frozen BEFORE UPDATE ON form_text
  BEGIN SELECT RAISE(ABORT, 'frozen: a form that was used never changes'); END;
CREATE TABLE filled_form (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER REFERENCES application (id),
  change_id INTEGER,                  -- of a household_change
  review_id INTEGER,                  -- of a review
  form TEXT NOT NULL,
  kind TEXT NOT NULL,                 -- 'application', 'survey', 'hearing', ...
  form_digest TEXT NOT NULL REFERENCES form_text (digest),
  day TEXT NOT NULL,                  -- that the paper bears
  answers TEXT NOT NULL,              -- JSON
  digest TEXT NOT NULL,               -- SHA-256 of answers
  result TEXT NOT NULL DEFAULT '',    -- what it comes to: 'class-2', 'partly', 'passed'
  score INTEGER,                      -- in tenths of a point
  override_reason TEXT NOT NULL DEFAULT '',  -- why the result is not the one of the score
  replaces INTEGER UNIQUE REFERENCES filled_form (id),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX filled_form_application ON filled_form (application_id, kind, id) WHERE application_id IS NOT NULL;
CREATE INDEX filled_form_change ON filled_form (change_id) WHERE change_id IS NOT NULL;
CREATE INDEX filled_form_review ON filled_form (review_id) WHERE review_id IS NOT NULL;
CREATE TRIGGER filled_form_frozen BEFORE UPDATE ON filled_form
  BEGIN SELECT RAISE(ABORT, 'frozen: what was written on a form never changes'); END;
CREATE TRIGGER filled_form_kept BEFORE DELETE ON filled_form
  BEGIN SELECT RAISE(ABORT, 'frozen: a filled form is never removed'); END;

-- What happened to a case.
CREATE TABLE application_event (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  kind TEXT NOT NULL,                 -- of the vocabulary of events: 'accepted', 'surveyed', ...
  day TEXT NOT NULL,                  -- on which it happened
  detail TEXT NOT NULL DEFAULT '',    -- in words: reasons, an opinion, what is missing
  filled_form_id INTEGER REFERENCES filled_form (id),
  list_id INTEGER,                    -- of a case_list
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX application_event_application ON application_event (application_id, id);
CREATE TRIGGER application_event_frozen BEFORE UPDATE ON application_event
  BEGIN SELECT RAISE(ABORT, 'frozen: what happened to a case never changes'); END;
CREATE TRIGGER application_event_kept BEFORE DELETE ON application_event
  BEGIN SELECT RAISE(ABORT, 'frozen: what happened to a case is never removed'); END;

-- Who allowed the office to ask other offices, and until when.
CREATE TABLE authorisation (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  name TEXT NOT NULL,
  identity_number TEXT NOT NULL,
  signed_by TEXT NOT NULL DEFAULT '', -- a guardian, for who cannot sign
  signed_on TEXT NOT NULL,
  expires_on TEXT NOT NULL,           -- the last day it holds
  scan TEXT NOT NULL DEFAULT '',      -- where the paper lies
  revoked_on TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  CHECK (expires_on >= signed_on)
) STRICT;
CREATE INDEX authorisation_application ON authorisation (application_id);
CREATE INDEX authorisation_number ON authorisation (identity_number);

CREATE TABLE check_request (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  item TEXT NOT NULL,                 -- 'vehicles', 'pensions', ... of the vocabulary
  asked_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX check_request_application ON check_request (application_id);
CREATE TABLE check_result (
  id INTEGER NOT NULL PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES check_request (id),
  result TEXT NOT NULL CHECK (result IN ('clear', 'found', 'explained')),
  detail TEXT NOT NULL DEFAULT '',
  answered_on TEXT NOT NULL,
  replaces INTEGER UNIQUE REFERENCES check_result (id),  -- after an objection and a second look
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX check_result_request ON check_result (request_id);

-- What somebody said against a notice. While one is open nothing is decided.
CREATE TABLE objection (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  objected_on TEXT NOT NULL,
  objector TEXT NOT NULL,             -- name and how to reach; kept from everybody who need not know
  content TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('survey', 'hearing')),
  answered_on TEXT,
  answer TEXT NOT NULL DEFAULT '',
  outcome TEXT CHECK (outcome IN ('upheld', 'rejected')),
  answered_by TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  CHECK ((answered_on IS NULL) = (outcome IS NULL)),
  CHECK (answered_on IS NULL OR answered_on >= objected_on)
) STRICT;
CREATE INDEX objection_application ON objection (application_id);
CREATE TRIGGER objection_frozen BEFORE UPDATE ON objection
  WHEN OLD.answered_on IS NOT NULL OR NEW.content <> OLD.content OR NEW.objector <> OLD.objector
    OR NEW.objected_on <> OLD.objected_on OR NEW.application_id <> OLD.application_id
  BEGIN SELECT RAISE(ABORT, 'frozen: an objection and its answer never change'); END;
CREATE TRIGGER objection_kept BEFORE DELETE ON objection
  BEGIN SELECT RAISE(ABORT, 'frozen: an objection is never removed'); END;

-- The right to decide, given to a township.
CREATE TABLE delegation (
  id INTEGER NOT NULL PRIMARY KEY,
  programme TEXT NOT NULL,
  division_code TEXT NOT NULL REFERENCES division (code),  -- the township
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  source TEXT NOT NULL,               -- the paper that gives it
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;

-- A list of cases that is reviewed or approved together. Frozen when it is submitted.
CREATE TABLE case_list (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('review', 'approval')),
  programme TEXT NOT NULL,
  month INTEGER NOT NULL,
  number INTEGER NOT NULL,            -- 第几批, counted by kind, programme and month
  state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'decided', 'returned', 'withdrawn')),
  digest TEXT NOT NULL DEFAULT '',    -- of its rows, set when submitted
  remark TEXT NOT NULL DEFAULT '',    -- why it was returned
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TEXT,
  submitted_on TEXT,                  -- business day
  decided_by TEXT,
  decided_at TEXT,
  decided_on TEXT,
  UNIQUE (kind, programme, month, number),
  CHECK (decided_by IS NULL OR (decided_by <> created_by AND decided_by <> submitted_by))
) STRICT;
CREATE TABLE case_list_item (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES case_list (id),
  position INTEGER NOT NULL,          -- from 1
  application_id INTEGER REFERENCES application (id),
  change_id INTEGER,                  -- of a household_change
  content TEXT NOT NULL DEFAULT '',   -- JSON: all that the row says, frozen when submitted
  outcome TEXT NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'approved', 'refused', 'returned', 'held')),
  reason TEXT NOT NULL DEFAULT '',
  UNIQUE (list_id, position),
  CHECK ((application_id IS NULL) <> (change_id IS NULL))
) STRICT;
CREATE INDEX case_list_item_application ON case_list_item (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX case_list_item_change ON case_list_item (change_id) WHERE change_id IS NOT NULL;
CREATE TRIGGER case_list_frozen BEFORE UPDATE ON case_list WHEN OLD.state IN ('decided', 'returned', 'withdrawn')
  BEGIN SELECT RAISE(ABORT, 'frozen: a decided list never changes'); END;
CREATE TRIGGER case_list_kept BEFORE DELETE ON case_list
  BEGIN SELECT RAISE(ABORT, 'frozen: a list is never removed'); END;
CREATE TRIGGER case_list_item_late BEFORE INSERT ON case_list_item
  WHEN (SELECT state FROM case_list WHERE id = NEW.list_id) <> 'open'
  BEGIN SELECT RAISE(ABORT, 'frozen: no row is added to a submitted list'); END;
CREATE TRIGGER case_list_item_frozen BEFORE UPDATE ON case_list_item
  WHEN OLD.outcome <> 'open'
    OR ((SELECT state FROM case_list WHERE id = OLD.list_id) <> 'open' AND NEW.content <> OLD.content)
    OR NEW.list_id <> OLD.list_id OR NEW.application_id IS NOT OLD.application_id
    OR NEW.change_id IS NOT OLD.change_id
  BEGIN SELECT RAISE(ABORT, 'frozen: the rows of a submitted list never change'); END;
CREATE TRIGGER case_list_item_kept BEFORE DELETE ON case_list_item
  WHEN (SELECT state FROM case_list WHERE id = OLD.list_id) <> 'open'
  BEGIN SELECT RAISE(ABORT, 'frozen: the rows of a submitted list stay'); END;

-- What was decided about an application.
CREATE TABLE decision (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL UNIQUE REFERENCES application (id),
  list_id INTEGER NOT NULL REFERENCES case_list (id),
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  organ TEXT NOT NULL CHECK (organ IN ('county', 'township')),
  delegation_id INTEGER REFERENCES delegation (id),
  award_id INTEGER REFERENCES award (id),  -- NULL for a refusal, and for what is paid once
  persons INTEGER NOT NULL,
  benefit_class INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,        -- a month, or once
  first_month INTEGER,
  valid_through TEXT,                 -- last day
  review_on TEXT,
  reason TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CHECK ((organ = 'township') = (delegation_id IS NOT NULL))
) STRICT;
CREATE INDEX decision_award ON decision (award_id) WHERE award_id IS NOT NULL;
CREATE TRIGGER decision_frozen BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'frozen: a decision never changes'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'frozen: a decision is never removed'); END;

-- Something that happened to a household that draws, or to its award.
CREATE TABLE household_change (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,                 -- of the vocabulary of changes: 'death', 'birth', 'stop', ...
  household_id INTEGER NOT NULL REFERENCES household (id),
  award_id INTEGER REFERENCES award (id),
  person_id INTEGER REFERENCES person (id),
  happened_on TEXT NOT NULL,
  from_month INTEGER NOT NULL,        -- first month of the new amount
  detail TEXT NOT NULL,               -- JSON: what the kind needs
  reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('open', 'applied', 'refused', 'withdrawn')),
  review_id INTEGER,                  -- that led to it
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  entered_on TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decided_on TEXT,
  decision_reason TEXT NOT NULL DEFAULT '',
  CHECK (decided_by IS NULL OR state = 'withdrawn' OR decided_by <> entered_by)
) STRICT;
CREATE INDEX household_change_household ON household_change (household_id, id);
CREATE INDEX household_change_award ON household_change (award_id) WHERE award_id IS NOT NULL;
CREATE INDEX household_change_open ON household_change (state, id) WHERE state = 'open';
CREATE TRIGGER household_change_frozen BEFORE UPDATE ON household_change
  WHEN OLD.state <> 'open' OR NEW.kind <> OLD.kind OR NEW.detail <> OLD.detail
    OR NEW.household_id <> OLD.household_id OR NEW.from_month <> OLD.from_month
  BEGIN SELECT RAISE(ABORT, 'frozen: a change never changes'); END;
CREATE TRIGGER household_change_kept BEFORE DELETE ON household_change
  BEGIN SELECT RAISE(ABORT, 'frozen: a change is never removed'); END;

-- A look at an award that is due again and again.
CREATE TABLE review (
  id INTEGER NOT NULL PRIMARY KEY,
  award_id INTEGER NOT NULL REFERENCES award (id),
  due_on TEXT NOT NULL,               -- when it was due
  opened_on TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('keep', 'change', 'stop')),
  reason TEXT NOT NULL DEFAULT '',
  done_on TEXT,
  done_by TEXT,
  confirmed_by TEXT,                  -- who looked at the outcome
  confirmed_on TEXT,
  next_due_on TEXT,
  opened_by TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CHECK (confirmed_by IS NULL OR confirmed_by <> done_by)
) STRICT;
CREATE INDEX review_award ON review (award_id, id);
CREATE UNIQUE INDEX review_one_open ON review (award_id) WHERE confirmed_on IS NULL;

-- What somebody has typed and not saved yet: survives a crash, is nobody else's.
CREATE TABLE draft (
  id INTEGER NOT NULL PRIMARY KEY,
  user TEXT NOT NULL,
  form TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '',   -- 'application:12', 'change:3', '' for a new application
  answers TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  UNIQUE (user, form, subject)
) STRICT;

-- More kinds of facts of a person: what the events of a family leave behind.
CREATE TABLE circumstance_next (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('disability-card', 'disability', 'health', 'work-ability', 'death',
    'schooling', 'employment', 'carer', 'institution', 'guardian', 'first-benefit-month', 'remark',
    'prison', 'marital-status', 'father', 'mother', 'self-care', 'declared-missing')),
  value TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL,
  replaces INTEGER REFERENCES circumstance_next (id)
) STRICT;
INSERT INTO circumstance_next SELECT id, person_id, kind, value, valid_from, valid_to, recorded_at,
  recorded_by, source, replaces FROM circumstance ORDER BY id;
DROP TABLE circumstance;
ALTER TABLE circumstance_next RENAME TO circumstance;
CREATE INDEX circumstance_person ON circumstance (person_id, kind, valid_from);
CREATE INDEX circumstance_replaces ON circumstance (replaces) WHERE replaces IS NOT NULL;
