from django.db import migrations


class Migration(migrations.Migration):
    """Mails of before learn the zone of their programme."""

    dependencies = [
        ("programmes", "0002_sorted_by_name"),
        ("reminders", "0007_mail_zone"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE reminders_mail mail SET zone = programme.time_zone "
            "FROM programmes_programme programme "
            "WHERE programme.id = mail.programme_id",
            migrations.RunSQL.noop,
        )
    ]
