from pathlib import Path

from django.db import migrations

UNDONE = """
DROP TRIGGER sessions_extension_undecided ON mentoring_sessions_extension;
DROP FUNCTION sessions_start_undecided;
DROP FUNCTION sessions_close_extension;
DROP FUNCTION sessions_has_cast;
DROP FUNCTION sessions_cast_ballot;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring_sessions", "0034_extension"),
        ("groups", "0028_ended_on"),
        ("spaces", "0002_functions"),
    ]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), UNDONE)
    ]
