"""Has the steps of before say themselves whether they were taken back."""

from django.db import migrations


def tell(apps, schema_editor):
    commands = apps.get_model("groups", "Command").objects
    for composition in set(commands.values_list("composition", flat=True)):
        _tell_one(commands.filter(composition=composition))


def _tell_one(commands):
    """Of before steps said which one they took back it was the last that stood."""
    done, undone, steps = [], [], list(commands.order_by("version"))
    by_version = {step.version: step for step in steps}
    for step in steps:
        if step.kind == "undo":
            step.undoes = step.undoes or done[-1]
            done.remove(step.undoes)
            undone.append(step.undoes)
            by_version[step.undoes].undone = step.version
        elif step.kind == "redo":
            step.undoes = undone.pop()
            done.append(step.undoes)
            by_version[step.undoes].undone = None
        else:
            done.append(step.version)
            undone.clear()
    commands.bulk_update(steps, ["undoes", "undone"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0036_what_was_undone"),
    ]

    operations = [
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
