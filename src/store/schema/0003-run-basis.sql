-- Version 3: what a run was computed from.

-- With these two anybody can compute an old run again from the facts and rules of its day.
ALTER TABLE pay_run ADD COLUMN terms_through INTEGER NOT NULL DEFAULT 0;  -- last award_term it saw
ALTER TABLE pay_run ADD COLUMN policy_documents TEXT NOT NULL DEFAULT '';  -- ids in force: '1,4'
