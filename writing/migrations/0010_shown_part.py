from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("writing", "0009_erase")]

    operations = [
        migrations.AddField(
            model_name="shown",
            name="part",
            field=models.CharField(
                choices=[
                    ("title", "its title"),
                    ("words", "its words"),
                    ("line", "its line"),
                    ("both", "its words and its line"),
                ],
                default="words",
                max_length=10,
            ),
        ),
    ]
