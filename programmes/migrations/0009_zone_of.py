from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programmes", "0008_retention_months")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            "DROP FUNCTION programmes_zone_of",
        )
    ]
