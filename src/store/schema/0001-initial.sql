-- The caseload file, version 1.
--
-- Every dated table has valid_from / valid_to (half-open, ISO days or yyyymm months), recorded_at (UTC
-- clock, ISO), recorded_by (user name) and source. Nothing in them is overwritten: a correction is a
-- row of its own that names the row it replaces. Money is integer fen. Months are integer yyyymm.

-- What holds for the caseload as a whole.
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,     -- 'county', 'county-name', 'demonstration', 'created-at', 'unit-id'
  value TEXT NOT NULL
) STRICT;

-- Who works here.
CREATE TABLE user (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
  roles INTEGER NOT NULL CHECK (roles > 0),  -- bit 1 << DoudiRole
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  locked_at TEXT,                     -- clock time of the last lock, NULL when open
  locked_boot TEXT,                   -- boot id and
  locked_monotonic INTEGER,           -- seconds since boot of the lock: a clock set forward opens nothing
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;

-- The data key, wrapped once for each user's password (Argon2id, XChaCha20-Poly1305). With plain
-- SQLite it proves the password and keys the audit chain; with SQLCipher slots lie beside the file.
CREATE TABLE key_slot (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES user (id),
  operations INTEGER NOT NULL CHECK (operations BETWEEN 1 AND 10),
  memory INTEGER NOT NULL CHECK (memory BETWEEN 8388608 AND 1073741824),  -- bytes
  salt BLOB NOT NULL,
  nonce BLOB NOT NULL,
  wrapped_key BLOB NOT NULL
) STRICT;

-- Append-only, hash-chained: hash = BLAKE2b-256 (key, prev, every field with its length).
CREATE TABLE audit (
  seq INTEGER NOT NULL PRIMARY KEY,
  recorded_at TEXT NOT NULL,          -- clock, UTC
  business_day TEXT NOT NULL,         -- the day the person worked for
  boot_id TEXT NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  roles TEXT NOT NULL,
  action TEXT NOT NULL,               -- 'pay-run-approve', ...
  object TEXT NOT NULL,               -- 'pay_run:12'
  result TEXT NOT NULL CHECK (result IN ('done', 'refused')),
  detail TEXT NOT NULL,               -- JSON; nothing that names a person
  prev BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_only_next BEFORE INSERT ON audit
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  BEGIN SELECT RAISE(ABORT, 'audit: only the next line can be added'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit: lines never change'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit: lines are never removed'); END;

-- The county's townships and villages.
CREATE TABLE division (
  code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 12),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,             -- without 村民委员会, 镇, ... for comparing what rosters write
  pinyin TEXT NOT NULL,               -- first reading of name_key, for searching
  initials TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('county', 'township', 'village')),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX division_name_key ON division (name_key);
CREATE INDEX division_pinyin ON division (pinyin);
CREATE INDEX division_initials ON division (initials);

CREATE TABLE person (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  identity_number TEXT UNIQUE,        -- 18 characters; NULL for a person without a number
  original_number TEXT,               -- as the paper had it, when it had 15 digits
  sex TEXT CHECK (sex IN ('male', 'female')),
  birth_date TEXT,                    -- ISO day
  ethnicity TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL                -- 'import:3' or 'form'
) STRICT;
CREATE INDEX person_name ON person (name, birth_date);

CREATE TABLE household (
  id INTEGER NOT NULL PRIMARY KEY,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;

-- Where a household lives and how it is reached, dated.
CREATE TABLE household_address (
  id INTEGER NOT NULL PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  division_code TEXT NOT NULL REFERENCES division (code),
  village_group TEXT NOT NULL DEFAULT '',    -- 三社
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL,
  replaces INTEGER REFERENCES household_address (id)
) STRICT;
CREATE INDEX household_address_household ON household_address (household_id, valid_from);

CREATE TABLE membership (
  id INTEGER NOT NULL PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  relation TEXT NOT NULL,             -- 'head' or the Chinese term of GB/T 4761 as the paper has it
  position INTEGER NOT NULL,          -- order on the paper
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL,
  replaces INTEGER REFERENCES membership (id)
) STRICT;
CREATE INDEX membership_household ON membership (household_id, position);
CREATE INDEX membership_person ON membership (person_id);

-- Dated facts of a person.
CREATE TABLE circumstance (
  id INTEGER NOT NULL PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('disability-card', 'disability', 'health', 'work-ability', 'death',
    'schooling', 'employment', 'carer', 'institution', 'guardian', 'first-benefit-month', 'remark')),
  value TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL,
  replaces INTEGER REFERENCES circumstance (id)
) STRICT;
CREATE INDEX circumstance_person ON circumstance (person_id, kind, valid_from);

-- A bank account or passbook. It pays the awards of its household, or of its person when named.
CREATE TABLE account (
  id INTEGER NOT NULL PRIMARY KEY,
  household_id INTEGER NOT NULL REFERENCES household (id),
  person_id INTEGER REFERENCES person (id),
  holder_name TEXT NOT NULL,
  number TEXT NOT NULL,               -- text: accounts keep all their digits
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL,
  replaces INTEGER REFERENCES account (id)
) STRICT;
CREATE INDEX account_household ON account (household_id, valid_from);
CREATE INDEX account_number ON account (number);

-- Rebuildable: what a search box may type. Looked up by prefix.
CREATE TABLE search_key (
  key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('name', 'pinyin', 'initials', 'number', 'birth', 'number-tail',
    'phone', 'phone-tail', 'account-tail')),   -- tails are stored reversed
  household_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (key, kind, household_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_key_household ON search_key (household_id);

-- Rebuildable: one row for the list of households.
CREATE TABLE household_card (
  household_id INTEGER NOT NULL PRIMARY KEY,
  division_code TEXT NOT NULL,
  village_group TEXT NOT NULL,
  head_name TEXT NOT NULL,
  sort_key TEXT NOT NULL,             -- pinyin of the head
  members INTEGER NOT NULL,
  programmes INTEGER NOT NULL,        -- bit 1 << DoudiProgramme of the awards not ended
  covered INTEGER NOT NULL,           -- persons covered by the household's own award
  benefit_class INTEGER NOT NULL      -- 0 where there is none
) STRICT;
CREATE INDEX household_card_place ON household_card (division_code, sort_key, household_id);

CREATE TABLE policy_document (
  id INTEGER NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,             -- 'gannan-2018'
  json TEXT NOT NULL,
  digest TEXT NOT NULL,               -- BLAKE2b-256 of json, hexadecimal
  state TEXT NOT NULL CHECK (state IN ('proposed', 'adopted')),
  proposed_by TEXT,
  adopted_by TEXT,
  recorded_at TEXT NOT NULL,
  CHECK (proposed_by IS NULL OR adopted_by IS NULL OR proposed_by <> adopted_by)
) STRICT;

CREATE TABLE award (
  id INTEGER NOT NULL PRIMARY KEY,
  programme TEXT NOT NULL,
  household_id INTEGER NOT NULL REFERENCES household (id),
  person_id INTEGER NOT NULL REFERENCES person (id),  -- who draws it: the head for a household's award
  residence TEXT NOT NULL CHECK (residence IN ('rural', 'urban')),
  first_month INTEGER NOT NULL,       -- first month this caseload pays
  original_month INTEGER,             -- first month ever, a fact that owes nothing
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX award_household ON award (household_id);
CREATE INDEX award_person ON award (person_id);
CREATE INDEX award_programme ON award (programme, id);

-- What is so from a month on, until the next term of the award. No persons: the award has ended.
CREATE TABLE award_term (
  id INTEGER NOT NULL PRIMARY KEY,
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
  replaces INTEGER UNIQUE REFERENCES award_term (id)  -- the row that holds no longer
) STRICT;
CREATE INDEX award_term_award ON award_term (award_id, from_month, id);

CREATE TABLE pay_run (
  id INTEGER NOT NULL PRIMARY KEY,
  month INTEGER NOT NULL,
  programmes INTEGER NOT NULL,        -- bit 1 << DoudiProgramme
  state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'closed', 'withdrawn')),
  known_on TEXT NOT NULL,             -- what had been adopted by this day was used
  households INTEGER NOT NULL,
  persons INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  regular_fen INTEGER NOT NULL,
  back_pay_fen INTEGER NOT NULL,
  recovery_fen INTEGER NOT NULL,      -- zero or less
  digest TEXT NOT NULL,               -- of its items and lines, set when proposed
  proposed_by TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  approved_by TEXT,
  approved_at TEXT,
  closed_by TEXT,
  closed_at TEXT,
  CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) STRICT;

-- What one account receives in one run.
CREATE TABLE payment (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES pay_run (id),
  account_id INTEGER REFERENCES account (id),  -- NULL: no account known, the money waits
  holder_name TEXT NOT NULL,
  account_number TEXT NOT NULL,
  fen INTEGER NOT NULL CHECK (fen >= 0),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'paid', 'failed')),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX payment_run ON payment (run_id, account_number);

-- The frozen row of one award in one run: what the pay sheet, the notice and the report show.
CREATE TABLE pay_item (
  run_id INTEGER NOT NULL REFERENCES pay_run (id),
  award_id INTEGER NOT NULL REFERENCES award (id),
  payment_id INTEGER NOT NULL REFERENCES payment (id),
  household_id INTEGER NOT NULL,
  division_code TEXT NOT NULL,
  village_group TEXT NOT NULL,
  payee_name TEXT NOT NULL,           -- head of the household, or the person
  identity_number TEXT NOT NULL,
  minor INTEGER NOT NULL CHECK (minor IN (0, 1)),  -- payee under 18 on the last day of the month
  programme TEXT NOT NULL,
  residence TEXT NOT NULL,
  persons INTEGER NOT NULL,
  benefit_class INTEGER NOT NULL,
  care TEXT NOT NULL,
  regular_fen INTEGER NOT NULL,
  back_pay_fen INTEGER NOT NULL,
  recovery_fen INTEGER NOT NULL,
  PRIMARY KEY (run_id, award_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pay_item_place ON pay_item (run_id, division_code, programme, award_id);

-- The ledger: append-only once its run is closed.
CREATE TABLE ledger_line (
  award_id INTEGER NOT NULL REFERENCES award (id),
  for_month INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES pay_run (id),
  kind TEXT NOT NULL CHECK (kind IN ('regular', 'back-pay', 'recovery')),
  fen INTEGER NOT NULL CHECK (fen <> 0),
  PRIMARY KEY (award_id, for_month, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_line_run ON ledger_line (run_id, award_id);

CREATE TRIGGER pay_run_frozen BEFORE UPDATE ON pay_run WHEN OLD.state IN ('closed', 'withdrawn')
  BEGIN SELECT RAISE(ABORT, 'frozen: a closed pay run never changes'); END;
CREATE TRIGGER pay_run_kept BEFORE DELETE ON pay_run
  BEGIN SELECT RAISE(ABORT, 'frozen: a pay run is never removed'); END;
CREATE TRIGGER pay_item_frozen BEFORE UPDATE ON pay_item
  BEGIN SELECT RAISE(ABORT, 'frozen: the rows of a pay run never change'); END;
CREATE TRIGGER pay_item_kept BEFORE DELETE ON pay_item
  WHEN (SELECT state FROM pay_run WHERE id = OLD.run_id) IN ('approved', 'closed')
  BEGIN SELECT RAISE(ABORT, 'frozen: the rows of an approved pay run stay'); END;
CREATE TRIGGER pay_item_late BEFORE INSERT ON pay_item
  WHEN (SELECT state FROM pay_run WHERE id = NEW.run_id) <> 'proposed'
  BEGIN SELECT RAISE(ABORT, 'frozen: no row is added to an approved pay run'); END;
CREATE TRIGGER ledger_line_frozen BEFORE UPDATE ON ledger_line
  BEGIN SELECT RAISE(ABORT, 'frozen: ledger lines never change'); END;
CREATE TRIGGER ledger_line_kept BEFORE DELETE ON ledger_line
  WHEN (SELECT state FROM pay_run WHERE id = OLD.run_id) IN ('approved', 'closed')
  BEGIN SELECT RAISE(ABORT, 'frozen: ledger lines are never removed'); END;
CREATE TRIGGER ledger_line_late BEFORE INSERT ON ledger_line
  WHEN (SELECT state FROM pay_run WHERE id = NEW.run_id) <> 'proposed'
  BEGIN SELECT RAISE(ABORT, 'frozen: no line is added to an approved pay run'); END;
CREATE TRIGGER payment_frozen BEFORE UPDATE OF run_id, account_id, holder_name, account_number, fen ON payment
  BEGIN SELECT RAISE(ABORT, 'frozen: a payment keeps its account and amount'); END;
CREATE TRIGGER payment_kept BEFORE DELETE ON payment
  WHEN (SELECT state FROM pay_run WHERE id = OLD.run_id) IN ('approved', 'closed')
  BEGIN SELECT RAISE(ABORT, 'frozen: payments of an approved run stay'); END;

-- A sheet that was issued for a wall.
CREATE TABLE notice (
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('review', 'approval', 'standing', 'payment', 'exit', 'temporary-aid')),
  division_code TEXT NOT NULL REFERENCES division (code),
  month INTEGER NOT NULL,
  run_id INTEGER REFERENCES pay_run (id),
  content TEXT NOT NULL,              -- JSON: everything the sheet says
  digest TEXT NOT NULL,               -- BLAKE2b-256 of content, hexadecimal
  rows INTEGER NOT NULL,
  copies INTEGER NOT NULL DEFAULT 1,  -- how often it was printed
  replaces INTEGER REFERENCES notice (id),
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL
) STRICT;
CREATE INDEX notice_place ON notice (kind, division_code, month);
CREATE TRIGGER notice_frozen BEFORE UPDATE OF kind, division_code, month, run_id, content, digest, rows,
  replaces, issued_at, issued_by ON notice
  BEGIN SELECT RAISE(ABORT, 'frozen: an issued notice never changes'); END;
CREATE TRIGGER notice_kept BEFORE DELETE ON notice
  BEGIN SELECT RAISE(ABORT, 'frozen: an issued notice is never removed'); END;

CREATE TABLE report_issue (
  id INTEGER NOT NULL PRIMARY KEY,
  report TEXT NOT NULL,
  period TEXT NOT NULL,
  content BLOB NOT NULL,              -- the rows as JSON, compressed with zlib
  digest TEXT NOT NULL,               -- of the JSON
  rows INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('issued')),
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL
) STRICT;
CREATE TRIGGER report_issue_frozen BEFORE UPDATE ON report_issue
  BEGIN SELECT RAISE(ABORT, 'frozen: an issued report never changes'); END;
CREATE TRIGGER report_issue_kept BEFORE DELETE ON report_issue
  BEGIN SELECT RAISE(ABORT, 'frozen: an issued report is never removed'); END;

-- A roster that was read in: staged by one person, landed by another.
CREATE TABLE import_batch (
  id INTEGER NOT NULL PRIMARY KEY,
  layout TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  month INTEGER NOT NULL,
  residence TEXT NOT NULL,
  rows INTEGER NOT NULL,
  households INTEGER NOT NULL,
  persons INTEGER NOT NULL,
  awards INTEGER NOT NULL,
  held_households INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('staged', 'landed', 'undone')),
  staged_by TEXT NOT NULL,
  staged_at TEXT NOT NULL,
  landed_by TEXT,
  landed_at TEXT,
  undone_by TEXT,
  undone_at TEXT,
  CHECK (landed_by IS NULL OR landed_by <> staged_by)
) STRICT;

CREATE TABLE staged_household (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  row INTEGER NOT NULL,               -- of the sheet, from 1
  division_code TEXT NOT NULL,
  village_group TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  account_number TEXT NOT NULL,
  account_holder TEXT NOT NULL,
  household_id INTEGER                -- what it became, once landed
) STRICT;
CREATE INDEX staged_household_batch ON staged_household (batch_id, row);

CREATE TABLE staged_person (
  id INTEGER NOT NULL PRIMARY KEY,
  staged_household_id INTEGER NOT NULL REFERENCES staged_household (id),
  row INTEGER NOT NULL,
  relation TEXT NOT NULL,
  name TEXT NOT NULL,
  identity_number TEXT NOT NULL,
  original_number TEXT NOT NULL,
  sex TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  ethnicity TEXT NOT NULL,
  circumstances TEXT NOT NULL,        -- JSON object: kind to value
  person_id INTEGER                   -- what it became, once landed
) STRICT;
CREATE INDEX staged_person_household ON staged_person (staged_household_id, row);

CREATE TABLE staged_award (
  id INTEGER NOT NULL PRIMARY KEY,
  staged_household_id INTEGER NOT NULL REFERENCES staged_household (id),
  staged_person_id INTEGER NOT NULL REFERENCES staged_person (id),
  programme TEXT NOT NULL,
  persons INTEGER NOT NULL,
  benefit_class INTEGER NOT NULL,
  care TEXT NOT NULL,
  self_care TEXT NOT NULL,
  original_month INTEGER,
  award_id INTEGER                    -- what it became, once landed
) STRICT;
CREATE INDEX staged_award_household ON staged_award (staged_household_id);

CREATE TABLE import_problem (
  id INTEGER NOT NULL PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batch (id),
  severity TEXT NOT NULL CHECK (severity IN ('problem', 'warning')),
  row INTEGER NOT NULL,
  column_heading TEXT NOT NULL,
  problem TEXT NOT NULL,
  value TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX import_problem_batch ON import_problem (batch_id, row);
