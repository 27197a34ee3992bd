-- Version 4: what an import can be taken back out by. Removing a row asks every table that may refer
-- to it; without these indexes each of those questions is a scan.
CREATE INDEX household_address_replaces ON household_address (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX membership_replaces ON membership (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX circumstance_replaces ON circumstance (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX account_replaces ON account (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX account_person ON account (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX payment_account ON payment (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX pay_item_award ON pay_item (award_id);
CREATE INDEX staged_award_person ON staged_award (staged_person_id);
