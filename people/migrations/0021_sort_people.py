from django.db import migrations

from people.sorting import person_key

BATCH = 500


def sort_people(apps, schema_editor):
    """Make the key of everybody who was there before people had one."""
    people = apps.get_model("people", "Person")
    made = []
    for person in people.objects.select_related("organisation").iterator(BATCH):
        names = person.given_name, person.infix, person.family_name
        key = person_key(*names, person.organisation.country)
        made.append(people(pk=person.pk, sort_key=key))
    people.objects.bulk_update(made, ["sort_key"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0020_sorted_by_name"),
    ]

    operations = [
        migrations.RunPython(sort_people, migrations.RunPython.noop, elidable=True),
    ]
