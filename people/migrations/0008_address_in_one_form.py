import django.db.models.functions.text
from django.db import migrations, models

import people.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_write_addresses_one_way"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("email", django.db.models.functions.text.Lower("email")),
                    models.Q(("email__regex", "\\s"), _negated=True),
                    people.fields.OneForm(models.F("email")),
                ),
                name="people_person_email_one_form",
            ),
        ),
    ]
