-- What tables that were renamed once kept of their first names: as Django calls it now.
ALTER TABLE calendars_feed RENAME CONSTRAINT mentoring_sessions_c_person_id_78b27318_fk_people_pe
  TO calendars_feed_person_id_27e74f52_fk_people_person_id;
ALTER TABLE calendars_feed RENAME CONSTRAINT mentoring_sessions_calendarfeed_pkey
  TO calendars_feed_pkey;
ALTER TABLE calendars_feed RENAME CONSTRAINT mentoring_sessions_calendarfeed_digest_key
  TO calendars_feed_digest_key;
ALTER TABLE calendars_feed RENAME CONSTRAINT mentoring_sessions_calendarfeed_person_id_key
  TO calendars_feed_person_id_key;
ALTER INDEX mentoring_sessions_calendarfeed_digest_8eda0a5a_like
  RENAME TO calendars_feed_digest_bbf41903_like;
ALTER TABLE mentoring_sessions_mark RENAME CONSTRAINT sessions_mark_text_fk
  TO mentoring_sessions_mark_text_id_e03ffc81_fk_writing_text_id;
ALTER TABLE people_rosterevent RENAME CONSTRAINT people_rosterevent_person_fk
  TO people_rosterevent_person_id_fe4b6052_fk_people_person_id;
ALTER TABLE spaces_datakey RENAME CONSTRAINT spaces_datakey_space_fk
  TO spaces_datakey_space_id_6a91da4c_fk_spaces_space_id;
ALTER TABLE spaces_member RENAME CONSTRAINT spaces_member_space_fk
  TO spaces_member_space_id_9af90702_fk_spaces_space_id;
ALTER TABLE writing_revision RENAME CONSTRAINT workbook_revision_author_id_697f3dea_fk_people_person_id
  TO writing_revision_author_id_e970a41c_fk_people_person_id;
ALTER TABLE writing_revision RENAME CONSTRAINT workbook_revision_space_id_9e3cf220_fk_spaces_space_id
  TO writing_revision_space_id_f55d759e_fk_spaces_space_id;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_text_fk
  TO writing_revision_text_id_c11d021e_fk_writing_text_id;
ALTER TABLE writing_revision RENAME CONSTRAINT workbook_revision_pkey
  TO writing_revision_pkey;
ALTER INDEX workbook_revision_author_id_697f3dea
  RENAME TO writing_revision_author_id_e970a41c;
ALTER INDEX workbook_revision_space_id_9e3cf220
  RENAME TO writing_revision_space_id_f55d759e;
ALTER INDEX workbook_revision_page_id_535afe86
  RENAME TO writing_revision_text_id_c11d021e;
ALTER TABLE writing_shown RENAME CONSTRAINT workbook_shown_author_id_34c21944_fk_people_person_id
  TO writing_shown_author_id_07e0b977_fk_people_person_id;
ALTER TABLE writing_shown RENAME CONSTRAINT workbook_shown_space_id_22c80cea_fk_spaces_space_id
  TO writing_shown_space_id_03d4d637_fk_spaces_space_id;
ALTER TABLE writing_shown RENAME CONSTRAINT workbook_shown_page_id_1304fc02_fk_workbook_page_id
  TO writing_shown_text_id_c6fb6971_fk_writing_text_id;
ALTER TABLE writing_shown RENAME CONSTRAINT workbook_shown_pkey
  TO writing_shown_pkey;
ALTER INDEX workbook_shown_author_id_34c21944
  RENAME TO writing_shown_author_id_07e0b977;
ALTER INDEX workbook_shown_space_id_22c80cea
  RENAME TO writing_shown_space_id_03d4d637;
ALTER INDEX workbook_shown_page_id_1304fc02
  RENAME TO writing_shown_text_id_c6fb6971;
ALTER TABLE writing_snapshot RENAME CONSTRAINT spaces_snapshot_author_id_62927b26_fk_people_person_id
  TO writing_snapshot_author_id_39c40e05_fk_people_person_id;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_space_fk
  TO writing_snapshot_space_id_a570689d_fk_spaces_space_id;
ALTER TABLE writing_snapshot RENAME CONSTRAINT spaces_snapshot_pkey
  TO writing_snapshot_pkey;
ALTER INDEX spaces_snapshot_author_id_62927b26
  RENAME TO writing_snapshot_author_id_39c40e05;
ALTER INDEX spaces_snapshot_space_id_ba63f033
  RENAME TO writing_snapshot_space_id_a570689d;
ALTER TABLE writing_text RENAME CONSTRAINT workbook_page_author_id_0bafb545_fk_people_person_id
  TO writing_text_author_id_e6dc1f16_fk_people_person_id;
ALTER TABLE writing_text RENAME CONSTRAINT workbook_page_space_id_c6236840_fk_spaces_space_id
  TO writing_text_space_id_f5e2b65c_fk_spaces_space_id;
ALTER TABLE writing_text RENAME CONSTRAINT workbook_page_pkey
  TO writing_text_pkey;
ALTER INDEX workbook_page_author_id_0bafb545
  RENAME TO writing_text_author_id_e6dc1f16;
ALTER INDEX workbook_page_space_id_c6236840
  RENAME TO writing_text_space_id_f5e2b65c;

-- PostgreSQL names these by table and column.
DO $$
DECLARE one record;
BEGIN
  FOR one IN
    SELECT c.conrelid::regclass AS held_by, c.conname,
           concat_ws('_', r.relname, a.attname, 'not_null') AS wanted
    FROM pg_constraint c
    JOIN pg_class r ON r.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'n' AND c.connamespace = 'public'::regnamespace
      AND c.conname LIKE ANY (ARRAY[
        'mentoring\_sessions\_calendarfeed\_%', 'spaces\_snapshot\_%',
        'workbook\_page\_%', 'workbook\_revision\_%', 'workbook\_shown\_%'])
      AND c.conname <> concat_ws('_', r.relname, a.attname, 'not_null')
  LOOP
    EXECUTE format(
      'ALTER TABLE %s RENAME CONSTRAINT %I TO %I', one.held_by, one.conname, one.wanted);
  END LOOP;
END
$$;

-- There were two of the kind; what went along with the space by it does so by the other.
ALTER TABLE spaces_seen DROP CONSTRAINT spaces_seen_space_fk;

-- How groups are composed has become a room of its own.
UPDATE django_content_type SET app_label = 'boards'
  WHERE app_label = 'groups' AND model IN (
    'away', 'column', 'command', 'composition', 'pin', 'placement', 'proposal', 'sheetimport');
