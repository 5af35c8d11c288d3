import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Space",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own", "Only one person"),
                            ("pair", "A mentor and a mentee"),
                            ("circle", "A mentor group"),
                            ("shared", "Given away until a date"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        help_text="Last day that a reader can read it.", null=True
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
                (
                    "opened_in",
                    models.BigIntegerField(
                        default=0,
                        editable=False,
                        help_text="The transaction that opened it.",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="Whose it is: of kind own the person, of kind shared the giver.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("owner"),
                        condition=models.Q(("kind", "own")),
                        name="spaces_space_one_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["own", "shared"]),
                                ("owner__isnull", False),
                            ),
                            models.Q(
                                ("kind__in", ["pair", "circle"]),
                                ("owner__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="spaces_space_owner_fits_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "shared"), ("until", None), _connector="OR"
                        ),
                        name="spaces_space_only_shared_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "shared"), _negated=True),
                            ("until__isnull", False),
                            _connector="OR",
                        ),
                        name="spaces_space_shared_does_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsedSpace",
            fields=[
                ("space_id", models.UUIDField(primary_key=True, serialize=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("seen", "seen who is in it"),
                            ("left", "left"),
                            ("moved_in", "text moved in"),
                            ("moved_out", "text moved out"),
                            ("shared", "given to a reader"),
                            ("revoked", "taken back"),
                            ("expired", "ended on its date"),
                        ],
                        max_length=10,
                    ),
                ),
                ("space_id", models.UUIDField(db_index=True)),
                ("text_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("at"), descending=True),
                    models.OrderBy(models.F("id"), descending=True),
                ],
            },
        ),
        migrations.CreateModel(
            name="MasterKeyMark",
            fields=[
                (
                    "name",
                    models.CharField(max_length=60, primary_key=True, serialize=False),
                ),
                ("fingerprint", models.CharField(max_length=19, unique=True)),
                ("sealed", models.BinaryField()),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        default=django.utils.timezone.now,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="spaces_masterkeymark_has_a_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("space"), models.F("person"), name="spaces_member_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnErasure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "one text"),
                            ("all", "all that somebody wrote"),
                            ("left", "the own space of somebody who left"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text_id", models.UUIDField(null=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("texts", models.PositiveIntegerField(editable=False, null=True)),
                ("carried_in", models.BigIntegerField(editable=False, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("carried_in"), name="spaces_ownerasure_carried"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("tried", models.PositiveIntegerField(default=0)),
                ("closed", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closed__lte", models.F("tried"))),
                        name="spaces_reopening_closed_among_tried",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("space"), models.F("person"), name="spaces_seen_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "space",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="spaces.space",
                    ),
                ),
                ("master", models.CharField(max_length=60)),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(models.F("master"), name="spaces_datakey_master")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("master", ""), _negated=True),
                        name="spaces_datakey_names_its_master",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "space",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="spaces.space",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own", "Only one person"),
                            ("pair", "A mentor and a mentee"),
                            ("circle", "A mentor group"),
                            ("shared", "Given away until a date"),
                        ],
                        max_length=10,
                    ),
                ),
                ("group_id", models.BigIntegerField(null=True)),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pair", "circle"])),
                        name="spaces_erasure_of_pair_or_circle",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ownerasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "text"), ("text_id__isnull", False)),
                    models.Q(("kind__in", ["all", "left"]), ("text_id", None)),
                    _connector="OR",
                ),
                name="spaces_ownerasure_of_a_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="ownerasure",
            constraint=models.UniqueConstraint(
                models.F("person"),
                models.F("kind"),
                models.F("text_id"),
                condition=models.Q(("done_at", None)),
                name="spaces_ownerasure_asked_once",
                nulls_distinct=False,
            ),
        ),
    ]
