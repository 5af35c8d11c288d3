-- The spaces of which everything is gone, or goes at this moment: an own space too, unless
-- it is one text of it that goes.
CREATE OR REPLACE FUNCTION spaces_erased() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
  SELECT space_id FROM spaces_erasure
  UNION ALL
  SELECT own.id FROM spaces_ownerasure asked
  JOIN spaces_space own ON own.kind = 'own' AND own.owner_id = asked.person_id
  WHERE asked.carried_in = pg_current_xact_id_if_assigned()::text::bigint
    AND asked.kind IN ('all', 'left')
$$;

-- Whose erasing is carried out in the running transaction. The owner finds rows of these
-- people alone (policies `eraser` and `eraser_of_words`).
CREATE OR REPLACE FUNCTION spaces_erasing() RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$
  SELECT person_id FROM spaces_ownerasure
  WHERE carried_in = pg_current_xact_id_if_assigned()::text::bigint
$$;

REVOKE ALL ON FUNCTION spaces_erased, spaces_erasing FROM PUBLIC;
