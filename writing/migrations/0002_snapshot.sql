-- The copies given away come along, with all that is in them; so does their kind of mail.
ALTER TABLE spaces_snapshot RENAME TO writing_snapshot;
ALTER TABLE writing_snapshot
  RENAME CONSTRAINT spaces_snapshot_space_fk TO writing_snapshot_space_fk;
UPDATE reminders_mail SET kind = 'writing.given' WHERE kind = 'spaces.given';
UPDATE reminders_preference SET kind = 'writing.given' WHERE kind = 'spaces.given';
