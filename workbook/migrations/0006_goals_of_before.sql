-- A goal for each text of one; the owner sees them while nothing is forced upon it.
ALTER TABLE writing_text NO FORCE ROW LEVEL SECURITY;
INSERT INTO workbook_goal (id, space_id, author_id, text_id, reached_at, archived_at)
  SELECT id, space_id, author_id, id, reached_at, archived_at
  FROM writing_text WHERE kind = 'goal';
-- The foreign keys look at it as the owner too.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE writing_text FORCE ROW LEVEL SECURITY;
ALTER TABLE writing_text DROP reached_at, DROP archived_at;
