from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_counted"), ("people", "0001_initial")]
    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            "DROP VIEW programmes_counts",
        ),
        migrations.CreateModel(
            name="Counts",
            fields=[
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="counts",
                        serialize=False,
                        to="programmes.programme",
                    ),
                ),
                ("mentors", models.IntegerField()),
                ("mentees", models.IntegerField()),
                ("invited", models.IntegerField()),
            ],
            options={"db_table": "programmes_counts", "managed": False},
        ),
    ]
