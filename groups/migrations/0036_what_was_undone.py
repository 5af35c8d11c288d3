from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0035_forget_who_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="command",
            name="undone",
            field=models.PositiveIntegerField(
                help_text="The version at which it was taken back, if it is.",
                null=True,
            ),
        ),
    ]
