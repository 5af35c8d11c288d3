from django.db import migrations

import people.fields


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_person_signed_out_at"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="email",
            field=people.fields.AddressField(
                max_length=254, verbose_name="e-mail address"
            ),
        ),
    ]
