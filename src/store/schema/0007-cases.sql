-- Version 7: from the counter to the award.
--
-- A case is an application and what happened to it. What happened is a list of events that only
-- grows; where the case stands is read from them and the rules, never kept beside them. What was
-- written on a form is kept as it was written: a correction is a form of its own that names the one
-- it replaces.

-- Who is behind an account: two accounts of one person are one pair of eyes.
ALTER TABLE user ADD COLUMN identity_number TEXT;  -- 18 characters; NULL: not recorded
CREATE INDEX user_identity ON user (identity_number) WHERE identity_number IS NOT NULL;

-- The names differ, the person is the same: what was here before is guarded as what is new below.
CREATE TRIGGER pay_run_one_person BEFORE UPDATE OF approved_by ON pay_run
  WHEN EXISTS (SELECT 1 FROM user a JOIN user b ON b.identity_number = a.identity_number
    WHERE a.name = NEW.approved_by AND b.name = NEW.proposed_by)
  BEGIN SELECT RAISE(ABORT, 'four eyes: both accounts are one person'); END;
CREATE TRIGGER import_batch_one_person BEFORE UPDATE OF landed_by ON import_batch
  WHEN EXISTS (SELECT 1 FROM user a JOIN user b ON b.identity_number = a.identity_number
    WHERE a.name = NEW.landed_by AND b.name = NEW.staged_by)
  BEGIN SELECT RAISE(ABORT, 'four eyes: both accounts are one person'); END;
CREATE TRIGGER policy_document_one_person BEFORE UPDATE OF adopted_by ON policy_document
  WHEN EXISTS (SELECT 1 FROM user a JOIN user b ON b.identity_number = a.identity_number
    WHERE a.name = NEW.adopted_by AND b.name = NEW.proposed_by)
  BEGIN SELECT RAISE(ABORT, 'four eyes: both accounts are one person'); END;

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
CREATE TRIGGER form_document_one_person BEFORE UPDATE OF adopted_by ON form_document
  WHEN EXISTS (SELECT 1 FROM user a JOIN user b ON b.identity_number = a.identity_number
    WHERE a.name = NEW.adopted_by AND b.name = NEW.proposed_by)
  BEGIN SELECT RAISE(ABORT, 'four eyes: both accounts are one person'); END;
CREATE TRIGGER form_document_frozen BEFORE UPDATE ON form_document
  WHEN OLD.state = 'adopted' OR NEW.json <> OLD.json OR NEW.form <> OLD.form OR NEW.digest <> OLD.digest
    OR NEW.proposed_by <> OLD.proposed_by
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
  decided_on TEXT,                    -- day of the event that decided or ended it, put here by it
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX application_decided ON application (decided_on, id);
CREATE INDEX application_place ON application (division_code, id);
CREATE INDEX application_programme ON application (programme, id);
CREATE INDEX application_household ON application (household_id) WHERE household_id IS NOT NULL;
CREATE TRIGGER application_frozen BEFORE UPDATE OF id, number, programme, origin, urgent, applied_on,
  recorded_at, recorded_by ON application
  BEGIN SELECT RAISE(ABORT, 'frozen: an application keeps its number and programme'); END;
CREATE TRIGGER application_decided_once BEFORE UPDATE OF decided_on ON application
  WHEN OLD.decided_on IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'frozen: a case is decided once'); END;
CREATE TRIGGER application_one_household BEFORE UPDATE OF household_id ON application
  WHEN OLD.household_id IS NOT NULL AND NEW.household_id IS NOT OLD.household_id
  BEGIN SELECT RAISE(ABORT, 'frozen: a case stays with its household'); END;
CREATE TRIGGER application_kept BEFORE DELETE ON application
  BEGIN SELECT RAISE(ABORT, 'frozen: an application is never removed'); END;

-- Who the latest form of a case names: for finding, for duplicates and for four eyes. Rebuildable.
CREATE TABLE application_person (
  application_id INTEGER NOT NULL REFERENCES application (id),
  position INTEGER NOT NULL,          -- from 0
  part TEXT NOT NULL CHECK (part IN ('applicant', 'subject', 'head', 'member', 'guardian', 'supporter', 'official')),
  name TEXT NOT NULL,
  identity_number TEXT NOT NULL DEFAULT '',
  identity_tail TEXT NOT NULL DEFAULT '',  -- the number backwards: looked up by its last characters
  phone TEXT NOT NULL DEFAULT '',
  account_number TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (application_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX application_person_number ON application_person (identity_number) WHERE identity_number <> '';
CREATE INDEX application_person_tail ON application_person (identity_tail) WHERE identity_tail <> '';
CREATE INDEX application_person_name ON application_person (name);
CREATE INDEX application_person_account ON application_person (account_number) WHERE account_number <> '';

-- A form that was filled in. The form itself is kept with it, as it was then.
CREATE TABLE form_text (
  digest TEXT NOT NULL PRIMARY KEY,   -- SHA-256 of json, hexadecimal
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER form_text_frozen BEFORE UPDATE ON form_text
  BEGIN SELECT RAISE(ABORT, 'frozen: a form that was used never changes'); END;
CREATE TRIGGER form_text_kept BEFORE DELETE ON form_text
  BEGIN SELECT RAISE(ABORT, 'frozen: a form that was used is never removed'); END;
CREATE TABLE filled_form (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER REFERENCES application (id),
  change_id INTEGER REFERENCES household_change (id),
  review_id INTEGER REFERENCES review (id),
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
  recorded_by TEXT NOT NULL,
  CHECK ((application_id IS NOT NULL) + (change_id IS NOT NULL) + (review_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX filled_form_application ON filled_form (application_id, kind, id) WHERE application_id IS NOT NULL;
CREATE INDEX filled_form_change ON filled_form (change_id) WHERE change_id IS NOT NULL;
CREATE INDEX filled_form_review ON filled_form (review_id) WHERE review_id IS NOT NULL;
CREATE TRIGGER filled_form_replaces BEFORE INSERT ON filled_form
  WHEN NEW.replaces IS NOT NULL AND NOT EXISTS (SELECT 1 FROM filled_form f WHERE f.id = NEW.replaces
    AND f.application_id IS NEW.application_id AND f.change_id IS NEW.change_id
    AND f.review_id IS NEW.review_id AND f.kind = NEW.kind)
  BEGIN SELECT RAISE(ABORT, 'a form replaces one of its own case and kind'); END;
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
  list_id INTEGER REFERENCES case_list (id),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX application_event_application ON application_event (application_id, id);
CREATE TRIGGER application_event_decides AFTER INSERT ON application_event
  WHEN NEW.kind IN ('granted', 'refused', 'not-accepted', 'withdrawn')
  BEGIN UPDATE application SET decided_on = NEW.day WHERE id = NEW.application_id; END;
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
CREATE TRIGGER authorisation_frozen BEFORE UPDATE ON authorisation
  WHEN OLD.revoked_on IS NOT NULL OR NEW.revoked_on IS NULL OR NEW.application_id <> OLD.application_id
    OR NEW.name <> OLD.name OR NEW.identity_number <> OLD.identity_number
    OR NEW.signed_by <> OLD.signed_by OR NEW.signed_on <> OLD.signed_on
    OR NEW.expires_on <> OLD.expires_on OR NEW.scan <> OLD.scan
    OR NEW.recorded_at <> OLD.recorded_at OR NEW.recorded_by <> OLD.recorded_by
  BEGIN SELECT RAISE(ABORT, 'frozen: an authorisation can only be revoked, once'); END;
CREATE TRIGGER authorisation_kept BEFORE DELETE ON authorisation
  BEGIN SELECT RAISE(ABORT, 'frozen: an authorisation is never removed'); END;

CREATE TABLE check_request (
  id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  item TEXT NOT NULL,                 -- 'vehicles', 'pensions', ... of the vocabulary
  asked_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX check_request_application ON check_request (application_id);
CREATE TRIGGER check_request_frozen BEFORE UPDATE ON check_request
  BEGIN SELECT RAISE(ABORT, 'frozen: what was asked never changes'); END;
CREATE TRIGGER check_request_kept BEFORE DELETE ON check_request
  BEGIN SELECT RAISE(ABORT, 'frozen: what was asked is never removed'); END;
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
CREATE TRIGGER check_result_frozen BEFORE UPDATE ON check_result
  BEGIN SELECT RAISE(ABORT, 'frozen: what another office answered never changes'); END;
CREATE TRIGGER check_result_kept BEFORE DELETE ON check_result
  BEGIN SELECT RAISE(ABORT, 'frozen: what another office answered is never removed'); END;

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
CREATE INDEX objection_open ON objection (id) WHERE answered_on IS NULL;
CREATE TRIGGER objection_frozen BEFORE UPDATE ON objection
  WHEN OLD.answered_on IS NOT NULL OR NEW.content <> OLD.content OR NEW.objector <> OLD.objector
    OR NEW.objected_on <> OLD.objected_on OR NEW.application_id <> OLD.application_id
    OR NEW.way <> OLD.way OR NEW.recorded_by <> OLD.recorded_by
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
CREATE TRIGGER delegation_frozen BEFORE UPDATE ON delegation
  WHEN OLD.valid_to IS NOT NULL OR NEW.programme <> OLD.programme
    OR NEW.division_code <> OLD.division_code OR NEW.valid_from <> OLD.valid_from
    OR NEW.source <> OLD.source OR NEW.recorded_at <> OLD.recorded_at
    OR NEW.recorded_by <> OLD.recorded_by
  BEGIN SELECT RAISE(ABORT, 'frozen: a delegation can only be ended, once'); END;
CREATE TRIGGER delegation_kept BEFORE DELETE ON delegation
  BEGIN SELECT RAISE(ABORT, 'frozen: a delegation is never removed'); END;

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
  CHECK (decided_by IS NULL OR (decided_by <> created_by AND decided_by <> submitted_by)),
  CHECK ((state IN ('decided', 'returned')) = (decided_by IS NOT NULL)),
  CHECK (state <> 'open' OR digest = '')
) STRICT;
CREATE INDEX case_list_state ON case_list (state, id);
CREATE TABLE case_list_item (
  id INTEGER NOT NULL PRIMARY KEY,
  list_id INTEGER NOT NULL REFERENCES case_list (id),
  position INTEGER NOT NULL,          -- from 1
  application_id INTEGER REFERENCES application (id),
  change_id INTEGER REFERENCES household_change (id),
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
CREATE TRIGGER case_list_order BEFORE UPDATE ON case_list
  WHEN NEW.kind <> OLD.kind OR NEW.programme <> OLD.programme OR NEW.month <> OLD.month
    OR NEW.number <> OLD.number OR NEW.created_by <> OLD.created_by OR NEW.created_at <> OLD.created_at
    OR (OLD.state = 'open' AND NEW.state NOT IN ('open', 'submitted', 'withdrawn'))
    OR (OLD.state = 'submitted' AND (NEW.state = 'open' OR NEW.digest <> OLD.digest
      OR NEW.submitted_by IS NOT OLD.submitted_by OR NEW.submitted_at IS NOT OLD.submitted_at
      OR NEW.submitted_on IS NOT OLD.submitted_on))
  BEGIN SELECT RAISE(ABORT, 'frozen: a list is submitted, then decided, and stays what it is'); END;
CREATE TRIGGER case_list_whole BEFORE UPDATE OF state ON case_list
  WHEN NEW.state = 'decided'
    AND EXISTS (SELECT 1 FROM case_list_item i WHERE i.list_id = NEW.id AND i.outcome = 'open')
  BEGIN SELECT RAISE(ABORT, 'frozen: a list is decided row by row before it is decided'); END;
-- Nobody decides what the same person put together, entered or, of an approval, reviewed.
CREATE TRIGGER case_list_one_person BEFORE UPDATE OF decided_by ON case_list
  WHEN NEW.state = 'decided' AND EXISTS (
    SELECT 1 FROM user a JOIN user b ON b.name = a.name OR b.identity_number = a.identity_number
    WHERE a.name = NEW.decided_by AND (b.name IN (NEW.created_by, NEW.submitted_by)
      OR b.name IN (SELECT p.recorded_by FROM case_list_item i
        JOIN application p ON p.id = i.application_id WHERE i.list_id = NEW.id)
      OR b.name IN (SELECT f.recorded_by FROM case_list_item i
        JOIN filled_form f ON f.application_id = i.application_id WHERE i.list_id = NEW.id)
      OR b.name IN (SELECT e.recorded_by FROM case_list_item i
        JOIN application_event e ON e.application_id = i.application_id
        WHERE i.list_id = NEW.id AND e.kind IN ('opinion-for', 'opinion-against'))
      OR b.name IN (SELECT h.entered_by FROM case_list_item i
        JOIN household_change h ON h.id = i.change_id WHERE i.list_id = NEW.id)
      OR b.name IN (SELECT l.decided_by FROM case_list_item i
        JOIN case_list_item r ON r.application_id = i.application_id
        JOIN case_list l ON l.id = r.list_id
        WHERE i.list_id = NEW.id AND NEW.kind = 'approval' AND l.kind = 'review')))
  BEGIN SELECT RAISE(ABORT, 'four eyes: who put a list together or entered a row does not decide it'); END;
CREATE TRIGGER case_list_kept BEFORE DELETE ON case_list
  BEGIN SELECT RAISE(ABORT, 'frozen: a list is never removed'); END;
CREATE TRIGGER case_list_item_late BEFORE INSERT ON case_list_item
  WHEN (SELECT state FROM case_list WHERE id = NEW.list_id) <> 'open'
  BEGIN SELECT RAISE(ABORT, 'frozen: no row is added to a submitted list'); END;
CREATE TRIGGER case_list_item_once BEFORE INSERT ON case_list_item
  WHEN EXISTS (SELECT 1 FROM case_list_item i JOIN case_list l ON l.id = i.list_id
    WHERE (i.application_id = NEW.application_id OR i.change_id = NEW.change_id)
      AND i.outcome = 'open' AND l.state IN ('open', 'submitted'))
  BEGIN SELECT RAISE(ABORT, 'a case is on one list at a time'); END;
CREATE TRIGGER case_list_item_frozen BEFORE UPDATE ON case_list_item
  WHEN OLD.outcome <> 'open'
    OR (NEW.outcome <> 'open' AND (SELECT state FROM case_list WHERE id = OLD.list_id) <> 'submitted')
    OR ((SELECT state FROM case_list WHERE id = OLD.list_id) <> 'open' AND NEW.content <> OLD.content)
    OR NEW.list_id <> OLD.list_id OR NEW.application_id IS NOT OLD.application_id
    OR NEW.change_id IS NOT OLD.change_id OR NEW.position <> OLD.position
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
  review_id INTEGER REFERENCES review (id),  -- that led to it
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
CREATE TRIGGER household_change_one_person BEFORE UPDATE OF decided_by ON household_change
  WHEN NEW.state <> 'withdrawn' AND EXISTS (
    SELECT 1 FROM user a JOIN user b ON b.identity_number = a.identity_number
    WHERE a.name = NEW.decided_by AND b.name = NEW.entered_by)
  BEGIN SELECT RAISE(ABORT, 'four eyes: both accounts are one person'); END;
CREATE TRIGGER household_change_frozen BEFORE UPDATE ON household_change
  WHEN OLD.state <> 'open' OR NEW.kind <> OLD.kind OR NEW.detail <> OLD.detail
    OR NEW.household_id <> OLD.household_id OR NEW.award_id IS NOT OLD.award_id
    OR NEW.person_id IS NOT OLD.person_id OR NEW.happened_on <> OLD.happened_on
    OR NEW.from_month <> OLD.from_month OR NEW.reason <> OLD.reason
    OR NEW.review_id IS NOT OLD.review_id OR NEW.entered_by <> OLD.entered_by
    OR NEW.entered_at <> OLD.entered_at OR NEW.entered_on <> OLD.entered_on
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
  CHECK (confirmed_by IS NULL OR confirmed_by <> done_by),
  CHECK ((done_by IS NULL) = (done_on IS NULL) AND (done_by IS NULL) = (outcome IS NULL)),
  CHECK ((confirmed_by IS NULL) = (confirmed_on IS NULL)),
  CHECK (confirmed_by IS NULL OR done_by IS NOT NULL)
) STRICT;
CREATE INDEX review_award ON review (award_id, id);
CREATE UNIQUE INDEX review_one_open ON review (award_id) WHERE confirmed_on IS NULL;
CREATE TRIGGER review_one_person BEFORE UPDATE OF confirmed_by ON review
  WHEN EXISTS (SELECT 1 FROM user a JOIN user b ON b.identity_number = a.identity_number
    WHERE a.name = NEW.confirmed_by AND b.name = NEW.done_by)
  BEGIN SELECT RAISE(ABORT, 'four eyes: both accounts are one person'); END;
CREATE TRIGGER review_frozen BEFORE UPDATE ON review
  WHEN OLD.confirmed_on IS NOT NULL OR NEW.award_id <> OLD.award_id OR NEW.due_on <> OLD.due_on
    OR NEW.opened_on <> OLD.opened_on OR NEW.opened_by <> OLD.opened_by
  BEGIN SELECT RAISE(ABORT, 'frozen: a confirmed review never changes'); END;
CREATE TRIGGER review_kept BEFORE DELETE ON review
  BEGIN SELECT RAISE(ABORT, 'frozen: a review is never removed'); END;

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

-- A notice of a review, or before an approval, is one of a list of cases.
ALTER TABLE notice ADD COLUMN list_id INTEGER REFERENCES case_list (id);
CREATE INDEX notice_list ON notice (list_id) WHERE list_id IS NOT NULL;
DROP TRIGGER notice_frozen;
CREATE TRIGGER notice_frozen BEFORE UPDATE OF kind, division_code, month, run_id, list_id, content,
  digest, rows, replaces, issued_at, issued_by ON notice
  BEGIN SELECT RAISE(ABORT, 'frozen: an issued notice never changes'); END;
