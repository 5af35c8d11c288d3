-- How groups are composed has become a room of its own.
ALTER TABLE groups_away RENAME TO boards_away;
ALTER SEQUENCE groups_away_id_seq RENAME TO boards_away_id_seq;
ALTER TABLE groups_column RENAME TO boards_column;
ALTER SEQUENCE groups_column_id_seq RENAME TO boards_column_id_seq;
ALTER TABLE groups_command RENAME TO boards_step;
ALTER SEQUENCE groups_command_id_seq RENAME TO boards_step_id_seq;
ALTER TABLE groups_composition RENAME TO boards_composition;
ALTER SEQUENCE groups_composition_id_seq RENAME TO boards_composition_id_seq;
ALTER TABLE groups_pin RENAME TO boards_pin;
ALTER SEQUENCE groups_pin_id_seq RENAME TO boards_pin_id_seq;
ALTER TABLE groups_placement RENAME TO boards_placement;
ALTER SEQUENCE groups_placement_id_seq RENAME TO boards_placement_id_seq;
ALTER TABLE groups_proposal RENAME TO boards_proposal;
ALTER SEQUENCE groups_proposal_id_seq RENAME TO boards_proposal_id_seq;
ALTER TABLE groups_sheetimport RENAME TO boards_sheetimport;
ALTER SEQUENCE groups_sheetimport_id_seq RENAME TO boards_sheetimport_id_seq;
-- Who stopped that kind of mail is not asked again.
UPDATE reminders_preference SET kind = 'boards.to_compose' WHERE kind = 'groups.to_compose';
UPDATE reminders_mail SET kind = 'boards.to_compose' WHERE kind = 'groups.to_compose';
UPDATE reminders_standing SET kind = 'boards.to_compose' WHERE kind = 'groups.to_compose';
UPDATE django_content_type SET app_label = 'boards'
  WHERE app_label = 'groups' AND model IN (
    'away', 'column', 'command', 'composition', 'pin', 'placement', 'proposal', 'sheetimport');
UPDATE django_content_type SET model = 'step'
  WHERE app_label = 'boards' AND model = 'command';

-- What tables that were renamed kept of their first names: as Django calls it now.
ALTER TABLE boards_away RENAME CONSTRAINT groups_away_composition_id_ee703de3_fk_groups_composition_id
  TO boards_away_composition_id_d4701dc9_fk_boards_composition_id;
ALTER TABLE boards_away RENAME CONSTRAINT groups_away_mentor_id_d9cbb52e_fk_programmes_participation_id
  TO boards_away_mentor_id_07368df7_fk_programmes_participation_id;
ALTER TABLE boards_away RENAME CONSTRAINT groups_away_pkey
  TO boards_away_pkey;
ALTER INDEX groups_away_composition_id_ee703de3
  RENAME TO boards_away_composition_id_d4701dc9;
ALTER INDEX groups_away_mentor_id_d9cbb52e
  RENAME TO boards_away_mentor_id_07368df7;
ALTER INDEX groups_away_mentor_once
  RENAME TO boards_away_mentor_once;
ALTER TABLE boards_column RENAME CONSTRAINT groups_column_composition_id_3dca3dce_fk_groups_composition_id
  TO boards_column_composition_id_1178a4cc_fk_boards_composition_id;
ALTER TABLE boards_column RENAME CONSTRAINT groups_column_mentor_id_98c1e958_fk_programmes_participation_id
  TO boards_column_mentor_id_e4da8be2_fk_programmes_participation_id;
ALTER TABLE boards_column RENAME CONSTRAINT groups_column_pkey
  TO boards_column_pkey;
ALTER INDEX groups_column_composition_id_3dca3dce
  RENAME TO boards_column_composition_id_1178a4cc;
ALTER INDEX groups_column_mentor_id_98c1e958
  RENAME TO boards_column_mentor_id_e4da8be2;
ALTER INDEX groups_column_mentor_once
  RENAME TO boards_column_mentor_once;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_back_says_which
  TO boards_step_back_says_which;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_undone_later
  TO boards_step_undone_later;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_undoes_check
  TO boards_step_undoes_check;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_undone_check
  TO boards_step_undone_check;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_version_check
  TO boards_step_version_check;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_by_id_d96b752a_fk_people_person_id
  TO boards_step_by_id_77e1d2e8_fk_people_person_id;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_composition_id_6f5eb23c_fk_groups_composition_id
  TO boards_step_composition_id_2454be00_fk_boards_composition_id;
ALTER TABLE boards_step RENAME CONSTRAINT groups_command_pkey
  TO boards_step_pkey;
ALTER INDEX groups_command_by_id_d96b752a
  RENAME TO boards_step_by_id_77e1d2e8;
ALTER INDEX groups_command_composition_id_6f5eb23c
  RENAME TO boards_step_composition_id_2454be00;
ALTER INDEX groups_command_own
  RENAME TO boards_step_own;
ALTER INDEX groups_command_version_once
  RENAME TO boards_step_version_once;
ALTER TABLE boards_composition RENAME CONSTRAINT groups_composition_version_check
  TO boards_composition_version_check;
ALTER TABLE boards_composition RENAME CONSTRAINT groups_composition_created_by_id_f48d6889_fk_people_person_id
  TO boards_composition_created_by_id_733508d2_fk_people_person_id;
ALTER TABLE boards_composition RENAME CONSTRAINT groups_composition_programme_id_baf76c26_fk_programme
  TO boards_composition_programme_id_83d5bd2d_fk_programme;
ALTER TABLE boards_composition RENAME CONSTRAINT groups_composition_pkey
  TO boards_composition_pkey;
ALTER INDEX groups_composition_created_by_id_f48d6889
  RENAME TO boards_composition_created_by_id_733508d2;
ALTER INDEX groups_composition_programme_id_baf76c26
  RENAME TO boards_composition_programme_id_83d5bd2d;
ALTER INDEX groups_composition_published_once
  RENAME TO boards_composition_published_once;
ALTER TABLE boards_pin RENAME CONSTRAINT groups_pin_composition_id_ca1c1397_fk_groups_composition_id
  TO boards_pin_composition_id_bdfa2a16_fk_boards_composition_id;
ALTER TABLE boards_pin RENAME CONSTRAINT groups_pin_mentee_id_738de864_fk_programmes_participation_id
  TO boards_pin_mentee_id_b5cac0c4_fk_programmes_participation_id;
ALTER TABLE boards_pin RENAME CONSTRAINT groups_pin_mentor_id_5e792625_fk_programmes_participation_id
  TO boards_pin_mentor_id_287c8370_fk_programmes_participation_id;
ALTER TABLE boards_pin RENAME CONSTRAINT groups_pin_pkey
  TO boards_pin_pkey;
ALTER INDEX groups_pin_composition_id_ca1c1397
  RENAME TO boards_pin_composition_id_bdfa2a16;
ALTER INDEX groups_pin_mentee_id_738de864
  RENAME TO boards_pin_mentee_id_b5cac0c4;
ALTER INDEX groups_pin_mentor_id_5e792625
  RENAME TO boards_pin_mentor_id_287c8370;
ALTER INDEX groups_pin_once
  RENAME TO boards_pin_once;
ALTER TABLE boards_placement RENAME CONSTRAINT groups_placement_column_id_a2f83872_fk_groups_column_id
  TO boards_placement_column_id_57549df0_fk_boards_column_id;
ALTER TABLE boards_placement RENAME CONSTRAINT groups_placement_composition_id_723ebf4a_fk_groups_co
  TO boards_placement_composition_id_88c6b32f_fk_boards_co;
ALTER TABLE boards_placement RENAME CONSTRAINT groups_placement_mentee_id_7627d12a_fk_programme
  TO boards_placement_mentee_id_a58fdedf_fk_programme;
ALTER TABLE boards_placement RENAME CONSTRAINT groups_placement_pkey
  TO boards_placement_pkey;
ALTER INDEX groups_placement_column_id_a2f83872
  RENAME TO boards_placement_column_id_57549df0;
ALTER INDEX groups_placement_composition_id_723ebf4a
  RENAME TO boards_placement_composition_id_88c6b32f;
ALTER INDEX groups_placement_mentee_id_7627d12a
  RENAME TO boards_placement_mentee_id_a58fdedf;
ALTER INDEX groups_placement_one_group
  RENAME TO boards_placement_one_group;
ALTER TABLE boards_proposal RENAME CONSTRAINT groups_proposal_move_limit_check
  TO boards_proposal_move_limit_check;
ALTER TABLE boards_proposal RENAME CONSTRAINT groups_proposal_composition_id_7abaed76_fk_groups_co
  TO boards_proposal_composition_id_febe1213_fk_boards_co;
ALTER TABLE boards_proposal RENAME CONSTRAINT groups_proposal_requested_by_id_7c93de20_fk_people_person_id
  TO boards_proposal_requested_by_id_76b09159_fk_people_person_id;
ALTER TABLE boards_proposal RENAME CONSTRAINT groups_proposal_pkey
  TO boards_proposal_pkey;
ALTER INDEX groups_proposal_composition_id_7abaed76
  RENAME TO boards_proposal_composition_id_febe1213;
ALTER INDEX groups_proposal_requested_by_id_7c93de20
  RENAME TO boards_proposal_requested_by_id_76b09159;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT groups_sheetimport_made_id_979ed59b_fk_groups_composition_id
  TO boards_sheetimport_made_id_19ab5877_fk_boards_composition_id;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT groups_sheetimport_onto_id_c657a690_fk_groups_composition_id
  TO boards_sheetimport_onto_id_25f03afb_fk_boards_composition_id;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT groups_sheetimport_programme_id_61bbaff0_fk_programme
  TO boards_sheetimport_programme_id_820f2eb8_fk_programme;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT groups_sheetimport_uploaded_by_id_441dba3a_fk_people_person_id
  TO boards_sheetimport_uploaded_by_id_3fce0031_fk_people_person_id;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT groups_sheetimport_pkey
  TO boards_sheetimport_pkey;
ALTER INDEX groups_sheetimport_made_id_979ed59b
  RENAME TO boards_sheetimport_made_id_19ab5877;
ALTER INDEX groups_sheetimport_onto_id_c657a690
  RENAME TO boards_sheetimport_onto_id_25f03afb;
ALTER INDEX groups_sheetimport_programme_id_61bbaff0
  RENAME TO boards_sheetimport_programme_id_820f2eb8;
ALTER INDEX groups_sheetimport_uploaded_by_id_441dba3a
  RENAME TO boards_sheetimport_uploaded_by_id_3fce0031;
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
        'groups\_away\_%', 'groups\_column\_%', 'groups\_command\_%',
        'groups\_composition\_%', 'groups\_pin\_%', 'groups\_placement\_%',
        'groups\_proposal\_%', 'groups\_sheetimport\_%',
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
