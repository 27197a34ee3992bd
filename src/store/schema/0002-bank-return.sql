-- Version 2: what the bank answered, and the money that came back.

-- One answer of the bank about a closed run.
CREATE TABLE bank_return (
  id INTEGER NOT NULL PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES pay_run (id),
  rows INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  unknown INTEGER NOT NULL,           -- rows that fit no payment of the run
  paid_fen INTEGER NOT NULL,
  failed_fen INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX bank_return_run ON bank_return (run_id);
CREATE TRIGGER bank_return_frozen BEFORE UPDATE ON bank_return
  BEGIN SELECT RAISE(ABORT, 'frozen: what the bank answered never changes'); END;
CREATE TRIGGER bank_return_kept BEFORE DELETE ON bank_return
  BEGIN SELECT RAISE(ABORT, 'frozen: what the bank answered is never removed'); END;

-- The counter-entry of a ledger line whose money did not arrive. The ledger of an award is its
-- lines and these together, so the next run finds the difference and pays it again.
CREATE TABLE returned_line (
  award_id INTEGER NOT NULL REFERENCES award (id),
  for_month INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES pay_run (id),  -- of the line
  bank_return_id INTEGER REFERENCES bank_return (id),  -- NULL: there was no account to pay to
  fen INTEGER NOT NULL CHECK (fen <> 0),  -- of the line, with the other sign
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (award_id, for_month, run_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER returned_line_fits BEFORE INSERT ON returned_line
  WHEN NOT EXISTS (
    SELECT 1 FROM ledger_line l JOIN pay_run r ON r.id = l.run_id
    WHERE l.award_id = NEW.award_id AND l.for_month = NEW.for_month AND l.run_id = NEW.run_id
      AND l.fen = -NEW.fen AND r.state = 'closed')
  BEGIN SELECT RAISE(ABORT, 'returned money has a line of a closed run'); END;
CREATE TRIGGER returned_line_frozen BEFORE UPDATE ON returned_line
  BEGIN SELECT RAISE(ABORT, 'frozen: ledger lines never change'); END;
CREATE TRIGGER returned_line_kept BEFORE DELETE ON returned_line
  BEGIN SELECT RAISE(ABORT, 'frozen: ledger lines are never removed'); END;

-- What the bank said about a payment is said once.
CREATE TRIGGER payment_settled BEFORE UPDATE OF state, reason ON payment WHEN OLD.state <> 'waiting'
  BEGIN SELECT RAISE(ABORT, 'frozen: what the bank said about a payment stays'); END;

CREATE INDEX payment_without_account ON payment (run_id) WHERE account_id IS NULL;
CREATE INDEX pay_item_payment ON pay_item (payment_id);
