import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Composition",
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
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("version", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="compositions",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("programme"),
                        condition=models.Q(("published_at__isnull", False)),
                        name="boards_composition_published_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
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
                    "version",
                    models.PositiveIntegerField(
                        help_text="Of the board after this step."
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("move", "moved somebody"),
                            ("add", "added a group"),
                            ("remove", "took a group away"),
                            ("reason", "changed the reason to cross disciplines"),
                            ("pin", "pinned somebody"),
                            ("unpin", "took a pin away"),
                            ("away", "marked a mentor as not available"),
                            ("present", "marked a mentor as available again"),
                            ("proposal", "took over a proposal"),
                            ("import", "took over a spreadsheet"),
                            ("undo", "took a step back"),
                            ("redo", "did a step again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("change", models.JSONField()),
                (
                    "undoes",
                    models.PositiveIntegerField(
                        help_text="Of undo and redo: the version of the step that it is about.",
                        null=True,
                    ),
                ),
                (
                    "undone",
                    models.PositiveIntegerField(
                        help_text="The version at which it was taken back, if it is.",
                        null=True,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "composition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="boards.composition",
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "indexes": [
                    models.Index(
                        models.F("composition"),
                        models.F("by"),
                        models.F("undone"),
                        models.F("version"),
                        condition=models.Q(("undoes", None)),
                        name="boards_step_own",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("composition"),
                        models.F("version"),
                        name="boards_step_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["undo", "redo"]),
                                ("undoes__isnull", False),
                            ),
                            models.Q(
                                models.Q(("kind__in", ["undo", "redo"]), _negated=True),
                                ("undoes", None),
                            ),
                            _connector="OR",
                        ),
                        name="boards_step_back_says_which",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone", None),
                            models.Q(
                                ("undoes", None), ("undone__gt", models.F("version"))
                            ),
                            _connector="OR",
                        ),
                        name="boards_step_undone_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Column",
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
                    "cross_discipline_reason",
                    models.TextField(
                        blank=True,
                        help_text="R2 relaxed for this group.",
                        verbose_name="why across disciplines",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
                (
                    "composition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="columns",
                        to="boards.composition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("composition"),
                        models.F("mentor"),
                        name="boards_column_mentor_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Away",
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
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
                (
                    "composition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="away",
                        to="boards.composition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("composition"),
                        models.F("mentor"),
                        name="boards_away_mentor_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pin",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("lock", "with this mentor"),
                            ("forbid", "not with this mentor"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "composition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pins",
                        to="boards.composition",
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("composition"),
                        models.F("mentee"),
                        models.F("mentor"),
                        name="boards_pin_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
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
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="boards.column",
                    ),
                ),
                (
                    "composition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="boards.composition",
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("composition"),
                        models.F("mentee"),
                        name="boards_placement_one_group",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "being composed"),
                            ("done", "done"),
                            ("stopped", "stopped"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "requested_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                ("heard_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "seconds",
                    models.FloatField(
                        default=5, help_text="How long the search may take."
                    ),
                ),
                (
                    "move_limit",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Improve the board, moving at most so many.",
                        null=True,
                    ),
                ),
                ("stop_asked", models.BooleanField(default=False)),
                (
                    "progress",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Numbers alone; at the end the result.",
                    ),
                ),
                (
                    "composition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="boards.composition",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-requested_at"],
            },
        ),
        migrations.CreateModel(
            name="SheetImport",
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
                    "uploaded_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                ("file_name", models.CharField(max_length=255)),
                (
                    "content",
                    models.JSONField(
                        default=dict,
                        help_text="What was read; emptied once carried out.",
                    ),
                ),
                (
                    "made",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="boards.composition",
                    ),
                ),
                (
                    "onto",
                    models.ForeignKey(
                        blank=True,
                        help_text="The board to be replaced; none: a new composition.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="boards.composition",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
