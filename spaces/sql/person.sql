-- The person of the running transaction; NULL outside of one.
CREATE OR REPLACE FUNCTION spaces_person() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('crossmentor.person', true), '')::bigint $$;
