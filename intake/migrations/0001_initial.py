import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import spaces.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("groups", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("spaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MenteeSeat",
            fields=[],
            options={
                "ordering": ["person__sort_key", "pk"],
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("groups.seat",),
        ),
        migrations.CreateModel(
            name="Intake",
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
                            ("to_plan", "to be planned"),
                            ("planned", "planned"),
                            ("held", "held"),
                        ],
                        default="to_plan",
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="date")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="time")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=45,
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("round", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "asked_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "mentor_answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "mentee_answered_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continues", "trajectory continues"),
                            ("again", "talk once more"),
                            ("paused", "trajectory pauses"),
                            ("ended", "trajectory ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("outcome_at", models.DateTimeField(blank=True, null=True)),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("offered_until", models.DateField(blank=True, null=True)),
                ("others_asked_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveSmallIntegerField(default=1, editable=False)),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intake",
                        to="groups.seat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 30), ("minutes__lte", 60)),
                        name="intake_intake_30_to_60_minutes",
                        violation_error_message="An intake takes 30 to 60 minutes (R5).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "again"), _negated=True),
                            ("until__isnull", False),
                            _connector="OR",
                        ),
                        name="intake_intake_again_by_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "to_plan"), ("on__isnull", False), _connector="OR"
                        ),
                        name="intake_intake_planned_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offered_at", None), ("offered_until", None)),
                            models.Q(
                                ("offered_at__isnull", False),
                                ("offered_until__isnull", False),
                                ("others_asked_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="intake_intake_offered_or_others",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conversation",
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
                    "number",
                    models.PositiveSmallIntegerField(verbose_name="conversation"),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversations",
                        to="intake.intake",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("intake"),
                        models.F("number"),
                        name="intake_conversation_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClickAnswer",
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
                    "round",
                    models.PositiveSmallIntegerField(default=1, verbose_name="round"),
                ),
                (
                    "answer",
                    spaces.fields.SealedTextField(verbose_name="is there a click?"),
                ),
                (
                    "words",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="in a sentence"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(default=django.utils.timezone.now),
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
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clicks",
                        to="intake.intake",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("intake"),
                        models.F("author"),
                        models.F("round"),
                        name="intake_click_once_a_round",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeReport",
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
                ("text", spaces.fields.SealedTextField(verbose_name="what you agreed")),
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
                    "intake",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report",
                        to="intake.intake",
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
            name="Judgement",
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
                    "teachable",
                    spaces.fields.SealedTextField(blank=True, verbose_name="teachable"),
                ),
                (
                    "has_goals",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="has learning goals"
                    ),
                ),
                (
                    "reflects",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="reflects on own functioning"
                    ),
                ),
                (
                    "kind",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="kind of mentee"
                    ),
                ),
                (
                    "notes",
                    spaces.fields.SealedTextField(blank=True, verbose_name="notes"),
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
                    "intake",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgement",
                        to="intake.intake",
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
            name="OfferedTime",
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
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place"),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offered",
                        to="intake.intake",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("intake"),
                        models.F("on"),
                        models.F("at"),
                        name="intake_offered_time_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Preparation",
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
                    spaces.fields.SealedTextField(
                        verbose_name="what you want to tell or ask"
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
                    "intake",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preparation",
                        to="intake.intake",
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
            name="Referral",
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
                ("to", spaces.fields.SealedTextField(verbose_name="to whom")),
                (
                    "words",
                    spaces.fields.SealedTextField(
                        blank=True, verbose_name="a sentence of your own"
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "intake",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="intake.intake",
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
            name="Round",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "both_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="intake.intake",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("intake"), models.F("number"), name="intake_round_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)),
                        name="intake_round_from_one",
                    ),
                ],
            },
        ),
    ]
