from django.db import migrations

# Every name until now was made of the mentor's, in one language for all readers.
FILL = """
UPDATE groups_mentorgroup g SET name = '', mentor_id = (
  SELECT s.person_id FROM groups_seat s
  WHERE s.group_id = g.id AND s.role = 'mentor'
  ORDER BY s.left_at DESC NULLS FIRST, s.id DESC LIMIT 1
)
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_mentor_of_group")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
