from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring_sessions", "0042_hold_nothing_back"),
        ("writing", "0008_face_down"),
    ]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AlterField(
                    model_name="mark",
                    name="text",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="writing.text",
                    ),
                )
            ],
        )
    ]
