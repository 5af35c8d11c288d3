from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("spaces", "0011_says_which_text"), ("writing", "0002_snapshot")]

    operations = [
        # Its table is one of the room `writing` by now.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Snapshot")]
        ),
    ]
