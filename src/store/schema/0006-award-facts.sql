-- Version 6: what an amount may depend on besides persons, class and care.

ALTER TABLE award_term ADD COLUMN yearly_income_fen INTEGER  -- of the household after deductions; NULL: not assessed
  CHECK (yearly_income_fen >= 0);
ALTER TABLE award_term ADD COLUMN single_person INTEGER NOT NULL DEFAULT 0  -- one person of a household that does not draw
  CHECK (single_person IN (0, 1));
ALTER TABLE award_term ADD COLUMN taper INTEGER NOT NULL DEFAULT 0  -- income rose above the line: runs out
  CHECK (taper IN (0, 1));
ALTER TABLE award_term ADD COLUMN key_persons TEXT NOT NULL DEFAULT '';  -- reasons for a top-up as bits: persons, '1:2,9:1'
ALTER TABLE award_term ADD COLUMN shares_household INTEGER  -- the person is among those the household's award covers; NULL: not said
  CHECK (shares_household IN (0, 1));

ALTER TABLE staged_award ADD COLUMN yearly_income_fen INTEGER CHECK (yearly_income_fen >= 0);
