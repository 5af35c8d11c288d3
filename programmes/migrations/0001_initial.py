import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import people.sorting
import spaces.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("spaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("enrolling", "enrolment open"),
                            ("running", "under way"),
                            ("ended", "ended"),
                        ],
                        default="enrolling",
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(36),
                        ],
                        verbose_name="months",
                    ),
                ),
                (
                    "meeting_every_weeks",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1"),
                            (2, "2"),
                            (3, "3"),
                            (4, "4"),
                            (6, "6"),
                            (8, "8"),
                        ],
                        default=6,
                        verbose_name="a meeting every … weeks",
                    ),
                ),
                (
                    "min_size",
                    models.PositiveSmallIntegerField(
                        default=4, verbose_name="mentees at least"
                    ),
                ),
                (
                    "max_size",
                    models.PositiveSmallIntegerField(
                        default=6, verbose_name="mentees at most"
                    ),
                ),
                (
                    "preferred_size",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="mentees by preference"
                    ),
                ),
                (
                    "overlap_months",
                    models.PositiveSmallIntegerField(
                        default=6, verbose_name="months together on a project"
                    ),
                ),
                (
                    "overlap_hours",
                    models.PositiveSmallIntegerField(
                        default=12, verbose_name="hours a week on that project"
                    ),
                ),
                (
                    "cross_discipline",
                    models.BooleanField(
                        default=False, verbose_name="across disciplines"
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Amsterdam",
                        max_length=60,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        default="NL", max_length=2, verbose_name="country"
                    ),
                ),
                (
                    "region",
                    models.CharField(blank=True, max_length=10, verbose_name="region"),
                ),
                (
                    "liberation_day",
                    models.CharField(
                        choices=[
                            ("never", "never a day off"),
                            ("fifth", "a day off every fifth year"),
                            ("yearly", "a day off every year"),
                        ],
                        default="fifth",
                        max_length=6,
                        verbose_name="5 May, Liberation Day",
                    ),
                ),
                (
                    "good_friday",
                    models.BooleanField(
                        default=False, verbose_name="Good Friday is a day off"
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="days of notice",
                    ),
                ),
                (
                    "retention_months",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(36),
                        ],
                        verbose_name="months to read after the end",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "-starts_on",
                    people.sorting.Plain(models.F("name")),
                    "name",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation"),
                        models.F("name"),
                        name="programmes_programme_name_once",
                        violation_error_message="There is a programme of this name already: choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_size__lte", 6),
                            ("min_size__gte", 4),
                            ("preferred_size__gte", models.F("min_size")),
                            ("preferred_size__lte", models.F("max_size")),
                        ),
                        name="programmes_programme_sizes",
                        violation_error_message="A group has 4 to 6 mentees, and the preferred size lies between the smallest and the largest.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("meeting_every_weeks__in", [1, 2, 3, 4, 6, 8])
                        ),
                        name="programmes_programme_frequency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counts",
            fields=[
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="counts",
                        serialize=False,
                        to="programmes.programme",
                    ),
                ),
                ("mentors", models.IntegerField()),
                ("mentees", models.IntegerField()),
                ("invited", models.IntegerField()),
            ],
            options={
                "db_table": "programmes_counts",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                    "role",
                    models.CharField(
                        choices=[("mentor", "mentor"), ("mentee", "mentee")],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("enrolled", "enrolled"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "max_group",
                    models.PositiveSmallIntegerField(
                        default=6,
                        help_text="Of a mentor: 4 to 6.",
                        verbose_name="mentees at most",
                    ),
                ),
                (
                    "motivation",
                    models.TextField(
                        blank=True,
                        help_text="Of a mentor; the coordinators of the programme read it.",
                        verbose_name="why you want this",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["programme", "state", "role"],
                        name="programmes_participation_count",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("programme"),
                        models.F("person"),
                        name="programmes_participation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_group__gte", 4), ("max_group__lte", 6)
                        ),
                        name="programmes_participation_max_group",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedWords",
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
                    "text",
                    spaces.fields.SealedTextField(verbose_name="in your own words"),
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
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "participation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="programmes.participation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeCoordinator",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coordinators",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("programme"),
                        models.F("person"),
                        name="programmes_coordinator_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
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
                    "name_nl",
                    models.CharField(max_length=120, verbose_name="name in Dutch"),
                ),
                (
                    "name_en",
                    models.CharField(max_length=120, verbose_name="name in English"),
                ),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": [people.sorting.Plain(models.F("name_nl")), "name_nl"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation"),
                        models.F("name_nl"),
                        name="programmes_topic_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
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
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="programmes.participation",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("participation"),
                        models.F("topic"),
                        name="programmes_need_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 3)),
                        name="programmes_need_weight",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expertise",
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
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expertise",
                        to="programmes.participation",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("participation"),
                        models.F("topic"),
                        name="programmes_expertise_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 3)),
                        name="programmes_expertise_level",
                    ),
                ],
            },
        ),
    ]
