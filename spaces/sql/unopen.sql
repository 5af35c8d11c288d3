-- Takes back spaces of the last hour of which nobody made use: a group that was
-- published by mistake. Whatever refers to one of them, in whichever table, refuses it:
-- foreign keys see every row, whoever asks and without showing it.
CREATE OR REPLACE FUNCTION spaces_unopen(the_spaces uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
BEGIN
  SET CONSTRAINTS ALL IMMEDIATE;
  DELETE FROM spaces_space
  WHERE id = ANY (the_spaces) AND kind IN ('pair', 'circle')
    AND opened_at > now() - interval '1 hour';
  SET CONSTRAINTS ALL DEFERRED;
END
$$;

REVOKE ALL ON FUNCTION spaces_unopen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION spaces_unopen TO crossmentor_web;
