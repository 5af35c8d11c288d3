-- The owner sees them while nothing is forced upon it.
ALTER TABLE writing_shown NO FORCE ROW LEVEL SECURITY;
UPDATE writing_shown SET part = 'title' WHERE only_title;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE writing_shown FORCE ROW LEVEL SECURITY;
