import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import people.fields
import people.sorting


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                (
                    "key",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                (
                    "whole_at",
                    models.DateTimeField(
                        db_index=True, help_text="When all of it may be used again."
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Discipline",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
            ],
            options={
                "ordering": [people.sorting.Plain(models.F("name")), "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Location",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "region",
                    models.CharField(blank=True, max_length=100, verbose_name="region"),
                ),
            ],
            options={
                "ordering": [people.sorting.Plain(models.F("name")), "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.SlugField(unique=True)),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English")],
                        default="nl",
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        default="NL",
                        help_text="Whose habit its people are sorted by, as the host says.",
                        max_length=2,
                    ),
                ),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=253),
                        blank=True,
                        default=list,
                        help_text="Of its people's addresses, as the host says; empty: those of its coordinators.",
                        size=None,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "email",
                    people.fields.AddressField(
                        blank=True,
                        help_text="Empty: of somebody who left, whose address another has now.",
                        max_length=254,
                        verbose_name="e-mail address",
                    ),
                ),
                (
                    "employee_number",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="employee number"
                    ),
                ),
                (
                    "given_name",
                    models.CharField(max_length=100, verbose_name="given name"),
                ),
                (
                    "infix",
                    models.CharField(blank=True, max_length=40, verbose_name="infix"),
                ),
                (
                    "family_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="family name"
                    ),
                ),
                (
                    "sort_key",
                    people.fields.SortKeyField(
                        blank=True, db_collation="C", default="", editable=False
                    ),
                ),
                (
                    "department",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="department"
                    ),
                ),
                (
                    "hired_on",
                    models.DateField(blank=True, null=True, verbose_name="hired on"),
                ),
                (
                    "years_experience",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="years of experience"
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        help_text="ISO 639-1 codes of what the person speaks.",
                        size=None,
                    ),
                ),
                (
                    "working_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        help_text="Weekdays as the roster has them, 0 is Monday; empty: it does not say.",
                        size=None,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("nl", "Dutch"), ("en", "English")],
                        help_text="Empty: as the browser says.",
                        max_length=5,
                        verbose_name="language of the pages",
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[("light", "light"), ("dark", "dark")],
                        max_length=5,
                    ),
                ),
                (
                    "password",
                    people.fields.PasswordField(
                        max_length=128, verbose_name="password"
                    ),
                ),
                (
                    "password_mark",
                    models.GeneratedField(
                        db_persist=True,
                        expression=people.fields.PasswordMark("password"),
                        help_text="Empty without a password; otherwise another one for each password.",
                        output_field=models.CharField(max_length=64),
                    ),
                ),
                ("password_set_at", models.DateTimeField(editable=False, null=True)),
                (
                    "signed_out_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When the person ended every sign-in on other devices.",
                        null=True,
                    ),
                ),
                (
                    "typed_on_device",
                    models.BooleanField(
                        default=True,
                        help_text="Whether what is not saved yet waits sealed on the person's devices.",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "discipline",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.discipline",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.location",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_active", False)),
                        fields=["id"],
                        name="people_person_who_left",
                    ),
                    models.Index(
                        models.F("organisation"),
                        django.db.models.functions.text.Left("sort_key", 100),
                        name="people_person_by_name",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="people_person_email_once",
                        violation_error_message="This e-mail address is already in use.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email")),
                            models.Q(("email__regex", "\\s"), _negated=True),
                            people.fields.OneForm(models.F("email")),
                        ),
                        name="people_person_email_one_form",
                    ),
                    models.UniqueConstraint(
                        models.F("organisation"),
                        models.F("employee_number"),
                        condition=models.Q(("employee_number", ""), _negated=True),
                        name="people_person_employee_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_active", False),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="people_person_has_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("manager", models.F("pk")), _negated=True),
                        name="people_person_not_own_manager",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("way_in", models.BinaryField(null=True)),
                (
                    "invited_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="location",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="people.organisation"
            ),
        ),
        migrations.AddField(
            model_name="discipline",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="people.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Coordinator",
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
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coordinates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coordinators",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation"),
                        models.F("person"),
                        name="people_coordinator_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMapping",
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
                    "sheet",
                    models.CharField(help_text="people or projects", max_length=20),
                ),
                ("header", models.CharField(max_length=200)),
                (
                    "field",
                    models.CharField(
                        blank=True, help_text="Empty: ignored.", max_length=40
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation"),
                        models.F("sheet"),
                        django.db.models.functions.text.Lower("header"),
                        name="people_mapping_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Adviser",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "telephone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="telephone"
                    ),
                ),
                (
                    "email",
                    people.fields.AddressField(
                        blank=True, max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where to find"
                    ),
                ),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adviser",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="people_adviser_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", ""), ("telephone", ""), _negated=True
                        ),
                        name="people_adviser_can_be_reached",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": [people.sorting.Plain(models.F("name")), "name"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation"),
                        django.db.models.functions.text.Lower("name"),
                        name="people_project_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterEvent",
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
                    "what",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("renamed", "another name"),
                            ("team", "another team"),
                            ("address", "another address"),
                            ("entered", "first sign-in"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                (
                    "after",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Null: a command on the server.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("at"),
                        condition=models.Q(("what", "renamed")),
                        name="people_rosterevent_renamed",
                    ),
                    models.Index(
                        models.F("at"),
                        condition=models.Q(("what", "address")),
                        name="people_rosterevent_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
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
                    models.BinaryField(help_text="The file; emptied once carried out."),
                ),
                ("mapping", models.JSONField(blank=True, default=dict)),
                (
                    "same",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Addresses of rows of which somebody said: the same person.",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "columns to be chosen"),
                            ("planned", "plan ready"),
                            ("committing", "being carried out"),
                            ("committed", "carried out"),
                            ("refused", "refused"),
                            ("stale", "overtaken by changes"),
                        ],
                        default="planned",
                        max_length=12,
                    ),
                ),
                (
                    "refusal",
                    models.JSONField(
                        blank=True,
                        help_text="Why the file was refused: code and parameters.",
                        null=True,
                    ),
                ),
                ("plan", models.JSONField(blank=True, null=True)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("committed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to="people.organisation",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        help_text="Null: a command.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="Sent",
            fields=[
                (
                    "digest",
                    models.CharField(
                        help_text="Keyed: of who sent what where; tells nobody what was sent.",
                        max_length=64,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("location", models.TextField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="session key",
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                (
                    "expire_date",
                    models.DateTimeField(db_index=True, verbose_name="expire date"),
                ),
                ("browser", models.CharField(blank=True, max_length=20)),
                ("system", models.CharField(blank=True, max_length=20)),
                ("signed_in_at", models.DateTimeField(null=True)),
                (
                    "seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="At most some minutes behind.",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SingleSignOn",
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
                    "provider",
                    models.CharField(
                        help_text="Its name in the settings.",
                        max_length=100,
                        unique=True,
                    ),
                ),
                (
                    "issuer",
                    models.CharField(
                        help_text="What the provider calls itself in what it signs.",
                        max_length=500,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="single_sign_on",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StepReset",
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
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="step_resets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        condition=models.Q(("used_at", None), ("withdrawn_at", None)),
                        name="people_stepreset_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at", None),
                            ("used_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="people_stepreset_used_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stint",
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
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(verbose_name="hours a week"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stints",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stints",
                        to="people.project",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        models.F("project"),
                        models.F("starts_on"),
                        name="people_stint_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="people_stint_ends_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": [people.sorting.Plain(models.F("name")), "name"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation"),
                        django.db.models.functions.text.Lower("name"),
                        name="people_team_name_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="people.team",
            ),
        ),
        migrations.CreateModel(
            name="AddressChange",
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
                ("old_address", people.fields.AddressField(max_length=254)),
                ("new_address", people.fields.AddressField(max_length=254)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "due_at",
                    models.DateTimeField(
                        help_text="Of the host's: from when on nobody needs to agree.",
                        null=True,
                    ),
                ),
                ("agreed_at", models.DateTimeField(null=True)),
                ("proven_at", models.DateTimeField(null=True)),
                ("declined_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        help_text="Whose roster has the new one; null: a command.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="address_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        condition=models.Q(
                            ("declined_at", None),
                            ("done_at", None),
                            ("withdrawn_at", None),
                        ),
                        name="people_addresschange_one_open",
                    ),
                    models.UniqueConstraint(
                        models.F("new_address"),
                        condition=models.Q(
                            ("declined_at", None),
                            ("done_at", None),
                            ("withdrawn_at", None),
                        ),
                        name="people_addresschange_one_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("old_address", models.F("new_address")), _negated=True
                            ),
                            models.Q(("old_address", ""), _negated=True),
                            models.Q(("new_address", ""), _negated=True),
                        ),
                        name="people_addresschange_changes",
                        violation_error_message="This is the address already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Departure",
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
                ("left_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("address", people.fields.AddressField(max_length=254)),
                ("address_given_up", models.BooleanField(default=False)),
                ("number_given_up", models.CharField(blank=True, max_length=50)),
                ("back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "left_by",
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
                        related_name="departures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        condition=models.Q(("back_at", None)),
                        name="people_departure_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("back_at", None), ("back_by", None)),
                            models.Q(
                                ("back_at__gte", models.F("left_at")),
                                ("back_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="people_departure_back_later",
                        violation_error_message="Nobody comes back before leaving.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person", models.F("left_by")), _negated=True
                        ),
                        name="people_departure_of_another",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                django.db.models.functions.text.Lower("name"),
                name="people_location_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="discipline",
            constraint=models.UniqueConstraint(
                models.F("organisation"),
                django.db.models.functions.text.Lower("name"),
                name="people_discipline_name_once",
            ),
        ),
    ]
