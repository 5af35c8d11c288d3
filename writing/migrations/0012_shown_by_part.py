from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("writing", "0011_parts_of_before")]

    operations = [
        migrations.RemoveField(model_name="shown", name="only_title"),
        migrations.AddConstraint(
            model_name="shown",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["title", "words", "line", "both"])),
                name="writing_shown_part",
            ),
        ),
    ]
