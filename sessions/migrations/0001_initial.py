import datetime
import uuid

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import sessions.methods.models.run
import spaces.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("groups", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("programmes", "0001_initial"),
        ("spaces", "0001_initial"),
        ("writing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
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
                ("text", spaces.fields.SealedTextField(verbose_name="what")),
                ("due_on", models.DateField(verbose_name="by")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "put_on",
                    models.OneToOneField(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="put_from",
                        to="mentoring_sessions.action",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "ordering": [
                    models.OrderBy(models.F("done_at"), nulls_first=True),
                    "due_on",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_at", None), ("put_on", None)),
                            models.Q(("done_at", None), ("put_on", None)),
                            models.Q(("done_at", None), ("dropped_at", None)),
                            _connector="OR",
                        ),
                        name="sessions_action_ends_in_one_way",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionWord",
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
                ("words", spaces.fields.SealedTextField(verbose_name="why")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="mentoring_sessions.action",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ballot",
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
                ("extension_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("go_on", "I want to go on"),
                            ("changes", "I want to go on, if some things change"),
                            ("stop", "I want to stop"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("extension_id"),
                        models.F("person_id"),
                        name="sessions_ballot_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer__in", ["go_on", "changes", "stop"])
                        ),
                        name="sessions_ballot_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DatePoll",
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
                            ("first", "first meeting"),
                            ("intervision", "intervision"),
                            ("work_visit", "work visit"),
                            ("guest", "guest"),
                        ],
                        default="first",
                        max_length=12,
                    ),
                ),
                ("was_on", models.DateField(blank=True, null=True)),
                ("was_at", models.TimeField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer_by",
                    models.DateField(blank=True, null=True, verbose_name="answer by"),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=120, verbose_name="minutes"
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("picked", "The date is picked."),
                            (
                                "by_itself",
                                "Everybody can: an hour after the last answer the date was picked.",
                            ),
                            (
                                "stopped",
                                "This vote was stopped without picking a date.",
                            ),
                            (
                                "passed",
                                "All dates had passed, and new ones were proposed.",
                            ),
                            (
                                "moved",
                                "The meeting was moved meanwhile: this vote has stopped.",
                            ),
                            (
                                "cancelled",
                                "The meeting was cancelled meanwhile: this vote has stopped.",
                            ),
                            (
                                "held",
                                "The meeting was held meanwhile: this vote has stopped.",
                            ),
                            (
                                "group_over",
                                "The group has ended, and this vote with it.",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="polls",
                        to="groups.mentorgroup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GroupAgreement",
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
                ("text", spaces.fields.SealedTextField(verbose_name="what we agreed")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kept",
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
                ("words", spaces.fields.SealedTextField()),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "ordering": ["-kept_at"],
            },
        ),
        migrations.CreateModel(
            name="OneOnOne",
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
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "urgent",
                    models.BooleanField(
                        default=False, verbose_name="cannot wait until the next meeting"
                    ),
                ),
                (
                    "alarmed_at",
                    models.DateTimeField(
                        help_text="When the mentor was last mailed that it cannot wait.",
                        null=True,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked for"),
                            ("planned", "planned"),
                            ("held", "held"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("others_asked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "question",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="what it is about"
                    ),
                ),
                (
                    "question_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When its question was last written.",
                        null=True,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="time")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=45, verbose_name="minutes"
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "support",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="kind of support"
                    ),
                ),
                (
                    "theme",
                    spaces.fields.SealedTextField(blank=True, verbose_name="theme"),
                ),
                (
                    "note",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="what was discussed and agreed"
                    ),
                ),
                ("logged_at", models.DateTimeField(blank=True, null=True)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="one_on_ones",
                        to="groups.seat",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="PollDate",
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
                ("on", models.DateField(verbose_name="date")),
                ("at", models.TimeField(verbose_name="time")),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dates",
                        to="mentoring_sessions.datepoll",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("poll"),
                        models.F("on"),
                        models.F("at"),
                        name="sessions_polldate_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="datepoll",
            name="picked",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="mentoring_sessions.polldate",
            ),
        ),
        migrations.CreateModel(
            name="Run",
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
                ("opening", models.CharField(blank=True, max_length=40)),
                (
                    "method",
                    models.CharField(
                        choices=sessions.methods.models.run.known_methods, max_length=40
                    ),
                ),
                ("closing", models.CharField(blank=True, max_length=40)),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        choices=[(45, 45), (60, 60), (90, 90), (120, 120)]
                    ),
                ),
                ("step", models.CharField(max_length=100)),
                ("version", models.PositiveIntegerField(default=1)),
                ("since", models.PositiveIntegerField(default=1)),
                ("stirred", models.PositiveIntegerField(default=0)),
                ("ends_at", models.DateTimeField(null=True)),
                ("paused_left", models.IntegerField(default=0, null=True)),
                ("behind", models.IntegerField(default=0)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case_owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note_taker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "observer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "timekeeper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("observer", None),
                            ("case_owner", None),
                            models.Q(
                                ("observer", models.F("case_owner")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="sessions_run_observer_brings_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", False),
                            models.Q(("ends_at", None), ("paused_left__isnull", False)),
                            models.Q(("ends_at__isnull", False), ("paused_left", None)),
                            _connector="OR",
                        ),
                        name="sessions_run_clock_runs_or_holds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ready",
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
                ("since", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentoring_sessions.run",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("run"),
                        models.F("author"),
                        models.F("since"),
                        name="sessions_ready_once_a_step",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
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
                ("line", models.PositiveSmallIntegerField()),
                (
                    "heat",
                    models.CharField(
                        choices=[
                            ("warm", "warm"),
                            ("lukewarm", "lukewarm"),
                            ("cold", "cold"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="writing.text",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentoring_sessions.run",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("run"),
                        models.F("text"),
                        models.F("line"),
                        name="sessions_mark_once_a_question",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                    "every_weeks",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "every week"),
                            (2, "every two weeks"),
                            (3, "every three weeks"),
                            (4, "every four weeks"),
                            (6, "every six weeks"),
                            (8, "every eight weeks"),
                        ],
                        verbose_name="every … weeks",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        help_text="0 is Monday.",
                        validators=[django.core.validators.MaxValueValidator(6)],
                        verbose_name="weekday",
                    ),
                ),
                ("at", models.TimeField(verbose_name="time")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=120,
                        validators=[
                            django.core.validators.MinValueValidator(15),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                ("first_on", models.DateField(verbose_name="first date")),
                ("until", models.DateField(verbose_name="last date at the latest")),
                ("begins", models.DateField(editable=False, null=True)),
                (
                    "plan",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("planning", "being planned"), ("planned", "planned")],
                        default="planning",
                        max_length=10,
                    ),
                ),
                ("failed_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="series",
                        to="groups.mentorgroup",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rhythm",
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
                    "uid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "every_weeks",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "every week"),
                            (2, "every two weeks"),
                            (3, "every three weeks"),
                            (4, "every four weeks"),
                            (6, "every six weeks"),
                            (8, "every eight weeks"),
                        ]
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(6)]
                    ),
                ),
                ("at", models.TimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("place", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("explained_at", models.DateTimeField(editable=False, null=True)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rhythms",
                        to="mentoring_sessions.series",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                            ("first", "first meeting"),
                            ("intervision", "intervision"),
                            ("work_visit", "work visit"),
                            ("guest", "guest"),
                        ],
                        default="intervision",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("held", "held"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.TimeField(verbose_name="time")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=120, verbose_name="minutes"
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                (
                    "uid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("from_series", models.BooleanField(default=False)),
                ("nominal", models.DateField(blank=True, null=True)),
                ("explained_at", models.DateTimeField(editable=False, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("logged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "rhythm",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="mentoring_sessions.rhythm",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("group"),
                        models.F("on"),
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        name="sessions_session_one_a_day",
                        violation_error_message="The group meets on that day already.",
                    ),
                    models.UniqueConstraint(
                        models.F("rhythm"),
                        models.F("nominal"),
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        name="sessions_session_once_in_a_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nominal", None), ("rhythm", None)),
                            models.Q(
                                ("nominal__isnull", False), ("rhythm__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="sessions_session_stands_for_a_date",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="run",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="runs",
                to="mentoring_sessions.session",
            ),
        ),
        migrations.CreateModel(
            name="NoteTaker",
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
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="note_takers",
                        to="mentoring_sessions.session",
                    ),
                ),
            ],
            options={
                "ordering": ["-named_at"],
            },
        ),
        migrations.AddField(
            model_name="datepoll",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="polls",
                to="mentoring_sessions.session",
            ),
        ),
        migrations.CreateModel(
            name="Coming",
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
                ("can", models.BooleanField()),
                ("on", models.DateField()),
                ("at", models.TimeField()),
                (
                    "answered_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coming",
                        to="mentoring_sessions.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("session"),
                        models.F("person"),
                        name="sessions_coming_once_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeReason",
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
                    "change",
                    models.CharField(
                        choices=[
                            ("added", "Why it was added"),
                            ("moved", "Why it was moved"),
                            ("cancelled", "Why it is off"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", spaces.fields.SealedTextField(verbose_name="why")),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reasons",
                        to="mentoring_sessions.session",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Case",
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
                    "line",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="what you would bring"
                    ),
                ),
                (
                    "pressing",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Nothing this time"),
                            (1, "It can wait"),
                            (2, "It is on my mind now"),
                            (3, "It cannot wait"),
                        ]
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="mentoring_sessions.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("session"),
                        models.F("author"),
                        models.F("space"),
                        name="sessions_case_once_in_a_space",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pressing__in", [0, 1, 2, 3])),
                        name="sessions_case_pressing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CameLate",
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
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentoring_sessions.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("session"),
                        models.F("author"),
                        models.F("person"),
                        name="sessions_came_late_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                    "presence",
                    models.CharField(
                        choices=[
                            ("present", "present"),
                            ("excused", "excused"),
                            ("absent", "absent"),
                        ],
                        max_length=10,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="mentoring_sessions.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("session"),
                        models.F("person"),
                        models.F("space"),
                        name="sessions_attendance_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="action",
            name="gone_on_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="mentoring_sessions.session",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="actions",
                to="mentoring_sessions.session",
            ),
        ),
        migrations.CreateModel(
            name="SessionNote",
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
                    "brought_in",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="what was brought in"
                    ),
                ),
                (
                    "learnt",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="what we learnt"
                    ),
                ),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="mentoring_sessions.session",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("session"),
                        models.F("space"),
                        name="sessions_note_once_in_a_space",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SharedHours",
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
                ("month", models.DateField(help_text="Its first day.")),
                ("minutes", models.PositiveIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("programme"),
                        models.F("person"),
                        models.F("month"),
                        name="sessions_shared_hours_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="sessions_shared_hours_of_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
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
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="groups.seat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("seat"),
                        models.F("circle"),
                        name="sessions_signature_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
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
                ("on", models.DateField(verbose_name="date")),
                ("at", models.TimeField(verbose_name="time")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one_on_one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="mentoring_sessions.oneonone",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("one_on_one"),
                        models.F("on"),
                        models.F("at"),
                        name="sessions_slot_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Spent",
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
                ("on", models.DateField(verbose_name="date")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="minutes"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting of the group"),
                            ("one_on_one", "one-on-one"),
                            ("preparation", "preparation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=36)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("author"),
                        models.F("kind"),
                        models.F("about"),
                        condition=models.Q(("about", ""), _negated=True),
                        name="sessions_spent_taken_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 1440))),
                        name="sessions_spent_in_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
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
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("if_need_be", "If need be"),
                            ("no", "No"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                (
                    "date",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="mentoring_sessions.polldate",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        models.F("date"), models.F("person"), name="sessions_vote_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
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
                ("wished_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wishes",
                        to="mentoring_sessions.session",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "whose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("session"),
                        models.F("author"),
                        models.F("space"),
                        name="sessions_wish_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author", models.F("whose")), _negated=True
                        ),
                        name="sessions_wish_for_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingAgreement",
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
                    "every_weeks",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "every week"),
                            (2, "every two weeks"),
                            (3, "every three weeks"),
                            (4, "every four weeks"),
                            (6, "every six weeks"),
                            (8, "every eight weeks"),
                        ]
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("at", models.TimeField(default=datetime.time(16, 0))),
                ("minutes", models.PositiveSmallIntegerField(default=120)),
                (
                    "place",
                    spaces.fields.SealedTextField(blank=True, verbose_name="place"),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("space"),
                        models.F("written_at"),
                        name="sessions_working_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaChoice",
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
                    "item",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Welcome"),
                            (2, "Getting to know each other"),
                            (3, "What do you run into?"),
                            (4, "How we treat each other"),
                            (5, "Working agreements"),
                            (6, "Who does what for next time"),
                        ]
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("minutes", "how long"),
                            ("leader", "who leads"),
                            ("way", "which way"),
                        ],
                        max_length=10,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("object", "An object"),
                            ("pairs", "In pairs"),
                            ("round", "A round with one good question"),
                            ("line", "The line of your working life"),
                            ("picture", "A picture"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("space"),
                        models.F("item"),
                        models.F("part"),
                        models.F("at"),
                        name="sessions_agenda_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("leader", None), ("part", "minutes"), ("way", "")
                            ),
                            models.Q(
                                ("minutes", None), ("part", "leader"), ("way", "")
                            ),
                            models.Q(
                                ("item", 2),
                                ("leader", None),
                                ("minutes", None),
                                ("part", "way"),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_agenda_says_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("item__in", [1, 2, 3, 4, 5, 6]), ("minutes__lte", 480)
                        ),
                        name="sessions_agenda_fits_the_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
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
                ("after_months", models.PositiveSmallIntegerField()),
                ("ends_on", models.DateField()),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        help_text="For how long it would go on."
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closes_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goes_on", "the group goes on"),
                            ("ends", "the group ends"),
                        ],
                        max_length=10,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "reason_by",
                    models.ForeignKey(
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
                        models.F("group"),
                        models.F("after_months"),
                        name="sessions_extension_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                        name="sessions_extension_closes_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_extension_outcome_when_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursOfMonth",
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
                ("month", models.DateField(help_text="Its first day.")),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        help_text="Of a mentor, to the quarter hour."
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours_of_months",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("programme"),
                        models.F("month"),
                        name="sessions_hours_of_month_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Point",
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
                ("text", spaces.fields.SealedTextField(verbose_name="point")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("done", "done"), ("dropped", "dropped")],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "word",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="why it is dropped"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.seat",
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ending", ""), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="sessions_point_ends_some_day",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                models.F("session"),
                models.F("space"),
                condition=models.Q(("ended_at", None)),
                name="sessions_run_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="datepoll",
            constraint=models.UniqueConstraint(
                models.F("group"),
                condition=models.Q(
                    ("closed_at", None), ("kind", "first"), ("session", None)
                ),
                name="sessions_poll_one_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="datepoll",
            constraint=models.UniqueConstraint(
                models.F("group"),
                condition=models.Q(
                    ("closed_at", None),
                    ("session", None),
                    models.Q(("kind", "first"), _negated=True),
                ),
                name="sessions_poll_one_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="datepoll",
            constraint=models.UniqueConstraint(
                models.F("session"),
                condition=models.Q(("closed_at", None)),
                name="sessions_poll_one_move",
            ),
        ),
        migrations.AddConstraint(
            model_name="datepoll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("session", None),
                    models.Q(("was_at__isnull", False), ("was_on__isnull", False)),
                    _connector="OR",
                ),
                name="sessions_poll_moves_from",
            ),
        ),
    ]
