from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("spaces", "0019_companions")]
    operations = [
        migrations.AddField(
            "ownerasure",
            "texts",
            models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(), migrations.RunSQL.noop
        ),
    ]
