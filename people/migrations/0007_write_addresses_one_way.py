from django.db import migrations

from people.addresses import one_address


def write_one_way(apps, schema_editor):
    """Addresses that were kept as somebody typed them."""
    people = apps.get_model("people", "Person").objects
    taken = {}
    for pk, email in people.order_by("pk").values_list("pk", "email"):
        one = one_address(email)
        if one in taken:
            raise ValueError(
                f"People {taken[one]} and {pk} have one address, written in two ways: "
                "change one of them in people_person, and migrate again."
            )
        taken[one] = pk
        if one != email:
            people.filter(pk=pk).update(email=one)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_address_is_one"),
    ]

    operations = [
        migrations.RunPython(write_one_way, migrations.RunPython.noop, elidable=True),
    ]
