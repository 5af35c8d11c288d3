from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("calendars", "0001_feed"),
        ("mentoring_sessions", "0014_agreed_plan"),
    ]

    operations = [
        # Its table is one of the room `calendars` by now.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="CalendarFeed")]
        ),
    ]
