-- The list of households, version 9: a card holds what the list is narrowed and ordered by, so that
-- one pass over the cards answers for a hundred thousand households.

-- Rebuildable: one row for the list of households.
CREATE TABLE household_card_next (
  household_id INTEGER NOT NULL PRIMARY KEY,
  division_code TEXT NOT NULL,
  village_group TEXT NOT NULL,
  head_name TEXT NOT NULL,
  sort_key TEXT NOT NULL,             -- pinyin of the head
  members INTEGER NOT NULL,
  programmes INTEGER NOT NULL,        -- bit 1 << DoudiProgramme of the awards not ended
  covered INTEGER NOT NULL,           -- persons covered by the household's own award
  benefit_class INTEGER NOT NULL,     -- 0 where there is none
  head_id INTEGER NOT NULL DEFAULT 0, -- the person in whose name the household is
  oldest_birth TEXT NOT NULL DEFAULT '',    -- ISO day, of the living members; '' where none is known
  youngest_birth TEXT NOT NULL DEFAULT '',
  disabilities INTEGER NOT NULL DEFAULT 0,  -- bit 1 << grade of each member's, bit 0 where no grade is told
  flags INTEGER NOT NULL DEFAULT 0,   -- bits of DoudiCardFlags: what wants to be looked at
  recorded_on TEXT NOT NULL DEFAULT '',     -- business day on which something of it was recorded last
  amount_fen INTEGER,                 -- what its awards come to in a month; NULL: to be worked out
  review_on TEXT,                     -- first day a review is due or an award ends; '' none; NULL as before
  CHECK ((amount_fen IS NULL) = (review_on IS NULL))
) STRICT;

INSERT INTO household_card_next (household_id, division_code, village_group, head_name, sort_key, members,
    programmes, covered, benefit_class)
  SELECT household_id, division_code, village_group, head_name, sort_key, members, programmes, covered,
    benefit_class FROM household_card ORDER BY household_id;
DROP TABLE household_card;
ALTER TABLE household_card_next RENAME TO household_card;

-- The members of today, and what is known of each: for the statements that follow.
CREATE TABLE card_member (
  household_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  head INTEGER NOT NULL,
  position INTEGER NOT NULL,
  identity_number TEXT,
  sex TEXT,
  birth_date TEXT,
  disability TEXT,
  has_card INTEGER NOT NULL,
  dead INTEGER NOT NULL,
  PRIMARY KEY (household_id, person_id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO card_member
  SELECT m.household_id, m.person_id, m.relation = 'head', m.position, p.identity_number, p.sex, p.birth_date,
    (SELECT c.value FROM circumstance c WHERE c.person_id = p.id AND c.kind = 'disability'
      AND (c.valid_to IS NULL OR c.valid_to > date('now', '+8 hours'))
      AND NOT EXISTS (SELECT 1 FROM circumstance l WHERE l.person_id = p.id AND l.replaces = c.id)
      ORDER BY c.valid_from DESC, c.id DESC LIMIT 1),
    EXISTS (SELECT 1 FROM circumstance c WHERE c.person_id = p.id AND c.kind = 'disability-card'
      AND (c.valid_to IS NULL OR c.valid_to > date('now', '+8 hours')) AND c.value <> ''
      AND NOT EXISTS (SELECT 1 FROM circumstance l WHERE l.person_id = p.id AND l.replaces = c.id)),
    EXISTS (SELECT 1 FROM circumstance c WHERE c.person_id = p.id AND c.kind = 'death'
      AND (c.valid_to IS NULL OR c.valid_to > date('now', '+8 hours'))
      AND NOT EXISTS (SELECT 1 FROM circumstance l WHERE l.person_id = p.id AND l.replaces = c.id))
  FROM membership m JOIN person p ON p.id = m.person_id
  WHERE (m.valid_to IS NULL OR m.valid_to > date('now', '+8 hours'))
    AND NOT EXISTS (SELECT 1 FROM membership l WHERE l.household_id = m.household_id AND l.replaces = m.id)
  ORDER BY m.household_id, m.person_id, m.relation <> 'head';

UPDATE household_card AS k SET
  head_id = coalesce((SELECT m.person_id FROM card_member m WHERE m.household_id = k.household_id
    ORDER BY m.head DESC, m.position, m.person_id LIMIT 1), 0),
  oldest_birth = coalesce((SELECT min(m.birth_date) FROM card_member m
    WHERE m.household_id = k.household_id AND m.birth_date <> '' AND NOT m.dead), ''),
  youngest_birth = coalesce((SELECT max(m.birth_date) FROM card_member m
    WHERE m.household_id = k.household_id AND m.birth_date <> '' AND NOT m.dead), ''),
  disabilities = coalesce((SELECT sum(DISTINCT CASE substr(m.disability, instr(m.disability, ':'), 2)
      WHEN ':1' THEN 2 WHEN ':2' THEN 4 WHEN ':3' THEN 8 WHEN ':4' THEN 16 ELSE 1 END)
    FROM card_member m WHERE m.household_id = k.household_id AND m.disability <> '' AND NOT m.dead), 0),
  -- The bits: 1 draws and no account is known, 2 no telephone, 4 a member without identity number,
  -- 8 without day of birth, 16 whose sex or birth is another than the number's, 32 no head or several,
  -- 64 a dead member, 128 a disability without card, 256 draws nothing, 512 a change is open, 1024 a
  -- review is under way.
  flags =
    CASE WHEN k.programmes <> 0 AND NOT EXISTS (SELECT 1 FROM account a WHERE a.household_id = k.household_id
      AND (a.valid_to IS NULL OR a.valid_to > date('now', '+8 hours'))
      AND NOT EXISTS (SELECT 1 FROM account l WHERE l.household_id = a.household_id AND l.replaces = a.id))
      THEN 1 ELSE 0 END
    + CASE WHEN coalesce((SELECT a.phone FROM household_address a WHERE a.household_id = k.household_id
      AND NOT EXISTS (SELECT 1 FROM household_address l
        WHERE l.household_id = a.household_id AND l.replaces = a.id)
      ORDER BY a.valid_from > date('now', '+8 hours'), a.valid_from DESC, a.id DESC LIMIT 1), '') = ''
      THEN 2 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM card_member m WHERE m.household_id = k.household_id
      AND coalesce(m.identity_number, '') = '' AND NOT m.dead) THEN 4 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM card_member m WHERE m.household_id = k.household_id
      AND coalesce(m.birth_date, '') = '' AND NOT m.dead) THEN 8 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM card_member m WHERE m.household_id = k.household_id AND NOT m.dead
      AND length(m.identity_number) = 18 AND (replace(m.birth_date, '-', '') <> substr(m.identity_number, 7, 8)
        OR (m.sex = 'male') <> (substr(m.identity_number, 17, 1) IN ('1', '3', '5', '7', '9'))))
      THEN 16 ELSE 0 END
    + CASE WHEN (SELECT total(m.head) FROM card_member m WHERE m.household_id = k.household_id) <> 1
      THEN 32 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM card_member m WHERE m.household_id = k.household_id AND m.dead)
      THEN 64 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM card_member m WHERE m.household_id = k.household_id
      AND m.disability <> '' AND NOT m.has_card AND NOT m.dead) THEN 128 ELSE 0 END
    + CASE WHEN k.programmes = 0 THEN 256 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM household_change h WHERE h.household_id = k.household_id
      AND h.state = 'open') THEN 512 ELSE 0 END
    + CASE WHEN EXISTS (SELECT 1 FROM award a JOIN review r ON r.award_id = a.id
      WHERE a.household_id = k.household_id AND r.confirmed_on IS NULL) THEN 1024 ELSE 0 END,
  recorded_on = coalesce(date(max(
    (SELECT h.recorded_at FROM household h WHERE h.id = k.household_id),
    coalesce((SELECT max(a.recorded_at) FROM household_address a WHERE a.household_id = k.household_id), ''),
    coalesce((SELECT max(m.recorded_at) FROM membership m WHERE m.household_id = k.household_id), ''),
    coalesce((SELECT max(a.recorded_at) FROM account a WHERE a.household_id = k.household_id), ''),
    coalesce((SELECT max(c.recorded_at) FROM card_member m JOIN circumstance c ON c.person_id = m.person_id
      WHERE m.household_id = k.household_id), ''),
    coalesce((SELECT max(t.recorded_at) FROM award a JOIN award_term t ON t.award_id = a.id
      WHERE a.household_id = k.household_id), '')), '+8 hours'), '');
DROP TABLE card_member;

CREATE INDEX household_card_place ON household_card (division_code, sort_key, household_id);
CREATE INDEX household_card_to_do ON household_card (household_id) WHERE amount_fen IS NULL;

-- Of which month, and by which rules, the amounts and days of review of the cards are. Empty: of none.
CREATE TABLE card_figures (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  month INTEGER NOT NULL,
  policies TEXT NOT NULL,             -- ids of the documents in force
  rules TEXT NOT NULL,                -- digest of what they and the papers of the whole country say
  checked_on TEXT NOT NULL            -- business day
) STRICT;

-- What happens to a household beside its facts.
CREATE TRIGGER household_change_card AFTER INSERT ON household_change WHEN NEW.state = 'open'
  BEGIN UPDATE household_card SET flags = flags | 512 WHERE household_id = NEW.household_id; END;
CREATE TRIGGER household_change_card_decided AFTER UPDATE OF state ON household_change
  WHEN NEW.state <> 'open' AND NOT EXISTS (SELECT 1 FROM household_change h
    WHERE h.household_id = NEW.household_id AND h.state = 'open')
  BEGIN UPDATE household_card SET flags = flags & ~512 WHERE household_id = NEW.household_id; END;
CREATE TRIGGER review_card AFTER INSERT ON review
  BEGIN UPDATE household_card SET flags = flags | 1024
    WHERE household_id = (SELECT a.household_id FROM award a WHERE a.id = NEW.award_id); END;
CREATE TRIGGER review_card_confirmed AFTER UPDATE OF confirmed_on ON review WHEN NEW.confirmed_on IS NOT NULL
  BEGIN UPDATE household_card SET amount_fen = NULL, review_on = NULL,
    flags = CASE WHEN EXISTS (SELECT 1 FROM award a JOIN review r ON r.award_id = a.id
      WHERE a.household_id = household_card.household_id AND r.confirmed_on IS NULL)
      THEN flags ELSE flags & ~1024 END
    WHERE household_id = (SELECT a.household_id FROM award a WHERE a.id = NEW.award_id); END;
CREATE TRIGGER decision_card AFTER INSERT ON decision WHEN NEW.award_id IS NOT NULL
  BEGIN UPDATE household_card SET amount_fen = NULL, review_on = NULL
    WHERE household_id = (SELECT a.household_id FROM award a WHERE a.id = NEW.award_id); END;
