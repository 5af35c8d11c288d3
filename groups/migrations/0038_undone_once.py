from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

BACK = ["undo", "redo"]


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0037_tell_what_was_undone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="command",
            index=models.Index(
                F("composition"),
                F("by"),
                F("undone"),
                F("version"),
                condition=Q(undoes=None),
                name="groups_command_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="command",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=BACK, undoes__isnull=False)
                | (~Q(kind__in=BACK) & Q(undoes=None)),
                name="groups_command_back_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="command",
            constraint=models.CheckConstraint(
                condition=Q(undone=None) | Q(undoes=None, undone__gt=F("version")),
                name="groups_command_undone_later",
            ),
        ),
    ]
