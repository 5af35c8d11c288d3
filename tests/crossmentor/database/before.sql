-- Makes of a database of now one as the last migrations of before left it: what is called
-- otherwise, the second of two alike, and the ledger.
ALTER TABLE boards_away RENAME CONSTRAINT boards_away_composition_id_d4701dc9_fk_boards_composition_id
  TO groups_away_composition_id_ee703de3_fk_groups_composition_id;
ALTER TABLE boards_away RENAME CONSTRAINT boards_away_mentor_id_07368df7_fk_programmes_participation_id
  TO groups_away_mentor_id_d9cbb52e_fk_programmes_participation_id;
ALTER TABLE boards_away RENAME CONSTRAINT boards_away_pkey
  TO groups_away_pkey;
ALTER TABLE boards_away RENAME CONSTRAINT boards_away_composition_id_not_null
  TO groups_away_composition_id_not_null;
ALTER TABLE boards_away RENAME CONSTRAINT boards_away_id_not_null
  TO groups_away_id_not_null;
ALTER TABLE boards_away RENAME CONSTRAINT boards_away_mentor_id_not_null
  TO groups_away_mentor_id_not_null;
ALTER INDEX boards_away_composition_id_d4701dc9
  RENAME TO groups_away_composition_id_ee703de3;
ALTER INDEX boards_away_mentor_id_07368df7
  RENAME TO groups_away_mentor_id_d9cbb52e;
ALTER INDEX boards_away_mentor_once
  RENAME TO groups_away_mentor_once;
ALTER TABLE boards_column RENAME CONSTRAINT boards_column_composition_id_1178a4cc_fk_boards_composition_id
  TO groups_column_composition_id_3dca3dce_fk_groups_composition_id;
ALTER TABLE boards_column RENAME CONSTRAINT boards_column_mentor_id_e4da8be2_fk_programmes_participation_id
  TO groups_column_mentor_id_98c1e958_fk_programmes_participation_id;
ALTER TABLE boards_column RENAME CONSTRAINT boards_column_pkey
  TO groups_column_pkey;
ALTER TABLE boards_column RENAME CONSTRAINT boards_column_composition_id_not_null
  TO groups_column_composition_id_not_null;
ALTER TABLE boards_column RENAME CONSTRAINT boards_column_cross_discipline_reason_not_null
  TO groups_column_cross_discipline_reason_not_null;
ALTER TABLE boards_column RENAME CONSTRAINT boards_column_id_not_null
  TO groups_column_id_not_null;
ALTER TABLE boards_column RENAME CONSTRAINT boards_column_mentor_id_not_null
  TO groups_column_mentor_id_not_null;
ALTER INDEX boards_column_composition_id_1178a4cc
  RENAME TO groups_column_composition_id_3dca3dce;
ALTER INDEX boards_column_mentor_id_e4da8be2
  RENAME TO groups_column_mentor_id_98c1e958;
ALTER INDEX boards_column_mentor_once
  RENAME TO groups_column_mentor_once;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_back_says_which
  TO groups_command_back_says_which;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_undone_later
  TO groups_command_undone_later;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_undoes_check
  TO groups_command_undoes_check;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_undone_check
  TO groups_command_undone_check;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_version_check
  TO groups_command_version_check;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_by_id_77e1d2e8_fk_people_person_id
  TO groups_command_by_id_d96b752a_fk_people_person_id;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_composition_id_2454be00_fk_boards_composition_id
  TO groups_command_composition_id_6f5eb23c_fk_groups_composition_id;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_pkey
  TO groups_command_pkey;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_at_not_null
  TO groups_command_at_not_null;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_by_id_not_null
  TO groups_command_by_id_not_null;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_change_not_null
  TO groups_command_change_not_null;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_composition_id_not_null
  TO groups_command_composition_id_not_null;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_id_not_null
  TO groups_command_id_not_null;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_kind_not_null
  TO groups_command_kind_not_null;
ALTER TABLE boards_step RENAME CONSTRAINT boards_step_version_not_null
  TO groups_command_version_not_null;
ALTER INDEX boards_step_by_id_77e1d2e8
  RENAME TO groups_command_by_id_d96b752a;
ALTER INDEX boards_step_composition_id_2454be00
  RENAME TO groups_command_composition_id_6f5eb23c;
ALTER INDEX boards_step_own
  RENAME TO groups_command_own;
ALTER INDEX boards_step_version_once
  RENAME TO groups_command_version_once;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_version_check
  TO groups_composition_version_check;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_created_by_id_733508d2_fk_people_person_id
  TO groups_composition_created_by_id_f48d6889_fk_people_person_id;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_programme_id_83d5bd2d_fk_programme
  TO groups_composition_programme_id_baf76c26_fk_programme;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_pkey
  TO groups_composition_pkey;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_created_at_not_null
  TO groups_composition_created_at_not_null;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_created_by_id_not_null
  TO groups_composition_created_by_id_not_null;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_id_not_null
  TO groups_composition_id_not_null;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_name_not_null
  TO groups_composition_name_not_null;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_programme_id_not_null
  TO groups_composition_programme_id_not_null;
ALTER TABLE boards_composition RENAME CONSTRAINT boards_composition_version_not_null
  TO groups_composition_version_not_null;
ALTER INDEX boards_composition_created_by_id_733508d2
  RENAME TO groups_composition_created_by_id_f48d6889;
ALTER INDEX boards_composition_programme_id_83d5bd2d
  RENAME TO groups_composition_programme_id_baf76c26;
ALTER INDEX boards_composition_published_once
  RENAME TO groups_composition_published_once;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_composition_id_bdfa2a16_fk_boards_composition_id
  TO groups_pin_composition_id_ca1c1397_fk_groups_composition_id;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_mentee_id_b5cac0c4_fk_programmes_participation_id
  TO groups_pin_mentee_id_738de864_fk_programmes_participation_id;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_mentor_id_287c8370_fk_programmes_participation_id
  TO groups_pin_mentor_id_5e792625_fk_programmes_participation_id;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_pkey
  TO groups_pin_pkey;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_composition_id_not_null
  TO groups_pin_composition_id_not_null;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_id_not_null
  TO groups_pin_id_not_null;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_kind_not_null
  TO groups_pin_kind_not_null;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_mentee_id_not_null
  TO groups_pin_mentee_id_not_null;
ALTER TABLE boards_pin RENAME CONSTRAINT boards_pin_mentor_id_not_null
  TO groups_pin_mentor_id_not_null;
ALTER INDEX boards_pin_composition_id_bdfa2a16
  RENAME TO groups_pin_composition_id_ca1c1397;
ALTER INDEX boards_pin_mentee_id_b5cac0c4
  RENAME TO groups_pin_mentee_id_738de864;
ALTER INDEX boards_pin_mentor_id_287c8370
  RENAME TO groups_pin_mentor_id_5e792625;
ALTER INDEX boards_pin_once
  RENAME TO groups_pin_once;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_column_id_57549df0_fk_boards_column_id
  TO groups_placement_column_id_a2f83872_fk_groups_column_id;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_composition_id_88c6b32f_fk_boards_co
  TO groups_placement_composition_id_723ebf4a_fk_groups_co;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_mentee_id_a58fdedf_fk_programme
  TO groups_placement_mentee_id_7627d12a_fk_programme;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_pkey
  TO groups_placement_pkey;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_column_id_not_null
  TO groups_placement_column_id_not_null;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_composition_id_not_null
  TO groups_placement_composition_id_not_null;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_id_not_null
  TO groups_placement_id_not_null;
ALTER TABLE boards_placement RENAME CONSTRAINT boards_placement_mentee_id_not_null
  TO groups_placement_mentee_id_not_null;
ALTER INDEX boards_placement_column_id_57549df0
  RENAME TO groups_placement_column_id_a2f83872;
ALTER INDEX boards_placement_composition_id_88c6b32f
  RENAME TO groups_placement_composition_id_723ebf4a;
ALTER INDEX boards_placement_mentee_id_a58fdedf
  RENAME TO groups_placement_mentee_id_7627d12a;
ALTER INDEX boards_placement_one_group
  RENAME TO groups_placement_one_group;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_move_limit_check
  TO groups_proposal_move_limit_check;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_composition_id_febe1213_fk_boards_co
  TO groups_proposal_composition_id_7abaed76_fk_groups_co;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_requested_by_id_76b09159_fk_people_person_id
  TO groups_proposal_requested_by_id_7c93de20_fk_people_person_id;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_pkey
  TO groups_proposal_pkey;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_composition_id_not_null
  TO groups_proposal_composition_id_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_heard_at_not_null
  TO groups_proposal_heard_at_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_id_not_null
  TO groups_proposal_id_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_progress_not_null
  TO groups_proposal_progress_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_requested_at_not_null
  TO groups_proposal_requested_at_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_requested_by_id_not_null
  TO groups_proposal_requested_by_id_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_seconds_not_null
  TO groups_proposal_seconds_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_state_not_null
  TO groups_proposal_state_not_null;
ALTER TABLE boards_proposal RENAME CONSTRAINT boards_proposal_stop_asked_not_null
  TO groups_proposal_stop_asked_not_null;
ALTER INDEX boards_proposal_composition_id_febe1213
  RENAME TO groups_proposal_composition_id_7abaed76;
ALTER INDEX boards_proposal_requested_by_id_76b09159
  RENAME TO groups_proposal_requested_by_id_7c93de20;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_made_id_19ab5877_fk_boards_composition_id
  TO groups_sheetimport_made_id_979ed59b_fk_groups_composition_id;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_onto_id_25f03afb_fk_boards_composition_id
  TO groups_sheetimport_onto_id_c657a690_fk_groups_composition_id;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_programme_id_820f2eb8_fk_programme
  TO groups_sheetimport_programme_id_61bbaff0_fk_programme;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_uploaded_by_id_3fce0031_fk_people_person_id
  TO groups_sheetimport_uploaded_by_id_441dba3a_fk_people_person_id;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_pkey
  TO groups_sheetimport_pkey;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_content_not_null
  TO groups_sheetimport_content_not_null;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_file_name_not_null
  TO groups_sheetimport_file_name_not_null;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_id_not_null
  TO groups_sheetimport_id_not_null;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_programme_id_not_null
  TO groups_sheetimport_programme_id_not_null;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_uploaded_at_not_null
  TO groups_sheetimport_uploaded_at_not_null;
ALTER TABLE boards_sheetimport RENAME CONSTRAINT boards_sheetimport_uploaded_by_id_not_null
  TO groups_sheetimport_uploaded_by_id_not_null;
ALTER INDEX boards_sheetimport_made_id_19ab5877
  RENAME TO groups_sheetimport_made_id_979ed59b;
ALTER INDEX boards_sheetimport_onto_id_25f03afb
  RENAME TO groups_sheetimport_onto_id_c657a690;
ALTER INDEX boards_sheetimport_programme_id_820f2eb8
  RENAME TO groups_sheetimport_programme_id_61bbaff0;
ALTER INDEX boards_sheetimport_uploaded_by_id_3fce0031
  RENAME TO groups_sheetimport_uploaded_by_id_441dba3a;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_person_id_27e74f52_fk_people_person_id
  TO mentoring_sessions_c_person_id_78b27318_fk_people_pe;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_pkey
  TO mentoring_sessions_calendarfeed_pkey;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_digest_key
  TO mentoring_sessions_calendarfeed_digest_key;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_person_id_key
  TO mentoring_sessions_calendarfeed_person_id_key;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_digest_not_null
  TO mentoring_sessions_calendarfeed_digest_not_null;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_id_not_null
  TO mentoring_sessions_calendarfeed_id_not_null;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_made_at_not_null
  TO mentoring_sessions_calendarfeed_made_at_not_null;
ALTER TABLE calendars_feed RENAME CONSTRAINT calendars_feed_person_id_not_null
  TO mentoring_sessions_calendarfeed_person_id_not_null;
ALTER INDEX calendars_feed_digest_bbf41903_like
  RENAME TO mentoring_sessions_calendarfeed_digest_8eda0a5a_like;
ALTER TABLE mentoring_sessions_mark RENAME CONSTRAINT mentoring_sessions_mark_text_id_e03ffc81_fk_writing_text_id
  TO sessions_mark_text_fk;
ALTER TABLE people_rosterevent RENAME CONSTRAINT people_rosterevent_person_id_fe4b6052_fk_people_person_id
  TO people_rosterevent_person_fk;
ALTER TABLE spaces_datakey RENAME CONSTRAINT spaces_datakey_space_id_6a91da4c_fk_spaces_space_id
  TO spaces_datakey_space_fk;
ALTER TABLE spaces_member RENAME CONSTRAINT spaces_member_space_id_9af90702_fk_spaces_space_id
  TO spaces_member_space_fk;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_author_id_e970a41c_fk_people_person_id
  TO workbook_revision_author_id_697f3dea_fk_people_person_id;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_space_id_f55d759e_fk_spaces_space_id
  TO workbook_revision_space_id_9e3cf220_fk_spaces_space_id;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_text_id_c11d021e_fk_writing_text_id
  TO writing_revision_text_fk;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_pkey
  TO workbook_revision_pkey;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_author_id_not_null
  TO workbook_revision_author_id_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_body_not_null
  TO workbook_revision_body_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_client_id_not_null
  TO workbook_revision_client_id_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_digest_not_null
  TO workbook_revision_digest_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_id_not_null
  TO workbook_revision_id_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_saved_at_not_null
  TO workbook_revision_saved_at_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_second_version_not_null
  TO workbook_revision_second_version_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_space_id_not_null
  TO workbook_revision_space_id_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_text_id_not_null
  TO workbook_revision_page_id_not_null;
ALTER TABLE writing_revision RENAME CONSTRAINT writing_revision_title_not_null
  TO workbook_revision_title_not_null;
ALTER INDEX writing_revision_author_id_e970a41c
  RENAME TO workbook_revision_author_id_697f3dea;
ALTER INDEX writing_revision_space_id_f55d759e
  RENAME TO workbook_revision_space_id_9e3cf220;
ALTER INDEX writing_revision_text_id_c11d021e
  RENAME TO workbook_revision_page_id_535afe86;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_author_id_07e0b977_fk_people_person_id
  TO workbook_shown_author_id_34c21944_fk_people_person_id;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_space_id_03d4d637_fk_spaces_space_id
  TO workbook_shown_space_id_22c80cea_fk_spaces_space_id;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_text_id_c6fb6971_fk_writing_text_id
  TO workbook_shown_page_id_1304fc02_fk_workbook_page_id;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_pkey
  TO workbook_shown_pkey;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_author_id_not_null
  TO workbook_shown_author_id_not_null;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_body_not_null
  TO workbook_shown_body_not_null;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_changed_at_not_null
  TO workbook_shown_changed_at_not_null;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_id_not_null
  TO workbook_shown_id_not_null;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_shown_at_not_null
  TO workbook_shown_shown_at_not_null;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_space_id_not_null
  TO workbook_shown_space_id_not_null;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_text_id_not_null
  TO workbook_shown_page_id_not_null;
ALTER TABLE writing_shown RENAME CONSTRAINT writing_shown_title_not_null
  TO workbook_shown_title_not_null;
ALTER INDEX writing_shown_author_id_07e0b977
  RENAME TO workbook_shown_author_id_34c21944;
ALTER INDEX writing_shown_space_id_03d4d637
  RENAME TO workbook_shown_space_id_22c80cea;
ALTER INDEX writing_shown_text_id_c6fb6971
  RENAME TO workbook_shown_page_id_1304fc02;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_author_id_39c40e05_fk_people_person_id
  TO spaces_snapshot_author_id_62927b26_fk_people_person_id;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_space_id_a570689d_fk_spaces_space_id
  TO writing_snapshot_space_fk;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_pkey
  TO spaces_snapshot_pkey;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_author_id_not_null
  TO spaces_snapshot_author_id_not_null;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_body_not_null
  TO spaces_snapshot_body_not_null;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_created_at_not_null
  TO spaces_snapshot_created_at_not_null;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_id_not_null
  TO spaces_snapshot_id_not_null;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_space_id_not_null
  TO spaces_snapshot_space_id_not_null;
ALTER TABLE writing_snapshot RENAME CONSTRAINT writing_snapshot_title_not_null
  TO spaces_snapshot_title_not_null;
ALTER INDEX writing_snapshot_author_id_39c40e05
  RENAME TO spaces_snapshot_author_id_62927b26;
ALTER INDEX writing_snapshot_space_id_a570689d
  RENAME TO spaces_snapshot_space_id_ba63f033;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_author_id_e6dc1f16_fk_people_person_id
  TO workbook_page_author_id_0bafb545_fk_people_person_id;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_space_id_f5e2b65c_fk_spaces_space_id
  TO workbook_page_space_id_c6236840_fk_spaces_space_id;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_pkey
  TO workbook_page_pkey;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_author_id_not_null
  TO workbook_page_author_id_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_body_not_null
  TO workbook_page_body_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_changed_at_not_null
  TO workbook_page_changed_at_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_created_at_not_null
  TO workbook_page_created_at_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_id_not_null
  TO workbook_page_id_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_key_not_null
  TO workbook_page_exercise_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_kind_not_null
  TO workbook_page_kind_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_space_id_not_null
  TO workbook_page_space_id_not_null;
ALTER TABLE writing_text RENAME CONSTRAINT writing_text_title_not_null
  TO workbook_page_title_not_null;
ALTER INDEX writing_text_author_id_e6dc1f16
  RENAME TO workbook_page_author_id_0bafb545;
ALTER INDEX writing_text_space_id_f5e2b65c
  RENAME TO workbook_page_space_id_c6236840;
ALTER TABLE boards_away RENAME TO groups_away;
ALTER SEQUENCE boards_away_id_seq RENAME TO groups_away_id_seq;
ALTER TABLE boards_column RENAME TO groups_column;
ALTER SEQUENCE boards_column_id_seq RENAME TO groups_column_id_seq;
ALTER TABLE boards_step RENAME TO groups_command;
ALTER SEQUENCE boards_step_id_seq RENAME TO groups_command_id_seq;
ALTER TABLE boards_composition RENAME TO groups_composition;
ALTER SEQUENCE boards_composition_id_seq RENAME TO groups_composition_id_seq;
ALTER TABLE boards_pin RENAME TO groups_pin;
ALTER SEQUENCE boards_pin_id_seq RENAME TO groups_pin_id_seq;
ALTER TABLE boards_placement RENAME TO groups_placement;
ALTER SEQUENCE boards_placement_id_seq RENAME TO groups_placement_id_seq;
ALTER TABLE boards_proposal RENAME TO groups_proposal;
ALTER SEQUENCE boards_proposal_id_seq RENAME TO groups_proposal_id_seq;
ALTER TABLE boards_sheetimport RENAME TO groups_sheetimport;
ALTER SEQUENCE boards_sheetimport_id_seq RENAME TO groups_sheetimport_id_seq;
ALTER TABLE spaces_seen ADD CONSTRAINT spaces_seen_space_fk
  FOREIGN KEY (space_id) REFERENCES spaces_space ON DELETE CASCADE;

DELETE FROM django_migrations WHERE app = ANY ('{calendars, crossmentor, groups, handbook, intake, mentoring_sessions, people, programmes, reminders, spaces, workbook, writing}');
INSERT INTO django_migrations (app, name, applied) SELECT 'people', name, now()
  FROM unnest('{
  0001_initial, 0002_invitation_without_digest, 0003_roster_plans,
  0004_worker_sees_no_password, 0005_person_signed_out_at, 0006_address_is_one,
  0007_write_addresses_one_way, 0008_address_in_one_form,
  0009_invitation_way_in_sealed, 0010_allowance, 0011_departure,
  0012_closed_by_a_departure, 0013_single_sign_on, 0014_rows_that_are_the_same,
  0015_sign_in, 0016_move_sessions, 0017_roster_events, 0018_step_reset,
  0019_events_go_along, 0020_sorted_by_name, 0021_sort_people, 0022_sent,
  0023_address_change, 0024_typed_on_device, 0025_events_of_addresses,
  0026_who_left, 0027_people_by_name, 0028_working_days, 0029_adviser
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'reminders', name, now()
  FROM unnest('{
  0001_initial, 0002_attempts_and_programme, 0003_mail_way_in_sealed,
  0004_held_and_addressed, 0005_mail_by_whom, 0006_sweep, 0007_mail_zone,
  0008_true_when_it_leaves
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'spaces', name, now()
  FROM unnest('{
  0001_initial, 0002_functions, 0003_shared_does_end, 0004_never_used,
  0005_says_who_left, 0006_master_key_mark, 0007_marking, 0008_used_once,
  0009_kept_sealed, 0010_seen, 0011_says_which_text, 0012_delete_snapshot,
  0013_keep_what_is_granted, 0014_mine_by_index, 0015_erasure, 0016_late_rows,
  0017_reopening, 0018_own_erasure, 0019_companions, 0020_erased_one_at_a_time
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'workbook', name, now()
  FROM unnest('{
  0001_initial, 0002_shown_copies, 0003_settled_once, 0004_digest_of_the_row,
  0005_goal, 0006_goals_of_before, 0007_check_ins
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'writing', name, now()
  FROM unnest('{
  0001_from_the_workbook, 0002_snapshot, 0003_saved_after, 0004_waiting,
  0005_taken_back, 0006_shown_by_name, 0007_shown_by_title, 0008_face_down,
  0009_erase, 0010_shown_part, 0011_parts_of_before, 0012_shown_by_part,
  0013_left_long, 0014_erase_put, 0015_erase_counted
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'programmes', name, now()
  FROM unnest('{
  0001_initial, 0002_sorted_by_name, 0003_zone_of_mails, 0004_words_of_before,
  0005_counted, 0006_counts, 0007_days_and_notice, 0008_retention_months,
  0009_zone_of
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'groups', name, now()
  FROM unnest('{
  0001_initial, 0002_rules, 0003_board_history, 0004_seat_rules,
  0005_coordinators_sit_nowhere, 0006_away_and_improve, 0007_mentor_of_group,
  0008_called_after_mentor, 0009_always_a_mentor, 0010_time_and_end_of_a_proposal,
  0011_history_tells_what_is_undone, 0012_sheet_import, 0013_tolerance,
  0014_roster_rules, 0015_roster_is_the_truth, 0016_enrolled_have_seats,
  0017_former_circles, 0018_seat_ending, 0019_end_due_seats,
  0020_month_of_programme, 0021_sorted_by_name, 0022_undo_says_which,
  0023_size_of_newcomers, 0024_breaches_in_one_pass, 0025_months_in_place,
  0026_breaches_planned_sooner, 0027_who_cannot, 0028_ended_on,
  0029_asked_by_a_pair, 0030_end_what_a_pair_asked, 0031_wait, 0032_retention,
  0033_retention_round, 0034_pause, 0035_forget_who_asked, 0036_what_was_undone,
  0037_tell_what_was_undone, 0038_undone_once
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'mentoring_sessions', name, now()
  FROM unnest('{
  0001_initial, 0002_calendar_entries, 0003_rhythm_in_words,
  0004_one_on_one_alarmed_at, 0005_sealed_with_a_date, 0006_kept,
  0007_signature_of_a_circle, 0008_signatures_of_before,
  0009_signature_once_a_circle, 0010_question_at, 0011_texts_of_before,
  0012_what_stands, 0013_one_on_ones_of_before, 0014_agreed_plan, 0015_delete_feed,
  0016_agenda_choice, 0017_coming, 0018_reasons_of_changes, 0019_rhythm,
  0020_told_of_before, 0021_planning_fails, 0022_votes_on_any_date,
  0023_working_agreement, 0024_begins, 0025_uncounted, 0026_explained, 0027_points,
  0028_spent, 0029_run, 0030_shared_hours, 0031_answer_hours, 0032_actions_carried,
  0033_ready, 0034_extension, 0035_extension_rules, 0036_casting, 0037_note_taker,
  0038_slots, 0039_behind, 0040_marks, 0041_came_late, 0042_hold_nothing_back,
  0043_marks_go_with_their_text, 0044_no_ballot_in_a_pause, 0045_count_what_was_cast
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'calendars', name, now()
  FROM unnest('{
  0001_feed, 0002_availability, 0003_told, 0004_whose_change
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'crossmentor', name, now()
  FROM unnest('{
  0001_beat
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'handbook', name, now()
  FROM unnest('{
  0001_stance_dot
  }'::text[]) name;
INSERT INTO django_migrations (app, name, applied) SELECT 'intake', name, now()
  FROM unnest('{
  0001_initial, 0002_click, 0003_mentee_seat, 0004_sorted_by_name,
  0005_texts_of_before, 0006_uncounted, 0007_rounds, 0008_rounds_answered,
  0009_round_rules, 0010_conversations, 0011_offered_times, 0012_referral,
  0013_pauses
  }'::text[]) name;
UPDATE django_content_type SET model = 'command'
  WHERE app_label = 'boards' AND model = 'step';
UPDATE django_content_type SET app_label = 'groups'
  WHERE app_label = 'boards' AND model IN (
    'away', 'column', 'command', 'composition', 'pin', 'placement', 'proposal', 'sheetimport');
