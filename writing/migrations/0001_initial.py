import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import spaces.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("spaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "model",
                    models.CharField(max_length=80, primary_key=True, serialize=False),
                ),
                ("rows", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
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
                ("title", spaces.fields.SealedTextField()),
                ("body", spaces.fields.SealedTextField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
            name="Text",
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
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=160)),
                (
                    "writers",
                    models.CharField(
                        choices=[
                            ("author", "its author"),
                            ("members", "everybody who reads it"),
                        ],
                        default="author",
                        max_length=10,
                    ),
                ),
                ("face_down", models.BooleanField(default=False, editable=False)),
                (
                    "title",
                    spaces.fields.SealedTextField(blank=True, verbose_name="title"),
                ),
                (
                    "body",
                    spaces.fields.SealedTextField(blank=True, verbose_name="text"),
                ),
                ("head", models.UUIDField(editable=False, null=True)),
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
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("space"),
                        models.F("kind"),
                        models.F("key"),
                        models.F("author"),
                        condition=models.Q(("writers", "author")),
                        name="writing_text_once_an_author",
                    ),
                    models.UniqueConstraint(
                        models.F("space"),
                        models.F("kind"),
                        models.F("key"),
                        condition=models.Q(("writers", "members")),
                        name="writing_text_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            models.Q(("key", ""), _negated=True),
                        ),
                        name="writing_text_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("writers__in", ["author", "members"])),
                        name="writing_text_writers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("face_down", False), ("writers", "author"), _connector="OR"
                        ),
                        name="writing_text_face_down_is_authors",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shown",
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
                ("title", spaces.fields.SealedTextField(blank=True)),
                ("body", spaces.fields.SealedTextField(blank=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("title", "its title"),
                            ("words", "its words"),
                            ("line", "its line"),
                            ("both", "its words and its line"),
                        ],
                        default="words",
                        max_length=10,
                    ),
                ),
                ("shown_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reached_at", models.DateTimeField(blank=True, null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown",
                        to="writing.text",
                    ),
                ),
            ],
            options={
                "ordering": ["author__sort_key", "shown_at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("text"), models.F("space"), name="writing_shown_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["title", "words", "line", "both"])
                        ),
                        name="writing_shown_part",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
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
                ("client_id", models.UUIDField(default=uuid.uuid4)),
                ("based_on", models.UUIDField(null=True)),
                ("after", models.UUIDField(null=True)),
                ("title", spaces.fields.SealedTextField(blank=True)),
                ("body", spaces.fields.SealedTextField(blank=True)),
                (
                    "digest",
                    spaces.fields.KeyedDigestField(editable=False, max_length=64),
                ),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("second_version", models.BooleanField(default=False)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="revisions",
                        to="writing.text",
                    ),
                ),
            ],
            options={
                "ordering": ["saved_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at", None),
                            ("second_version", True),
                            _connector="OR",
                        ),
                        name="writing_revision_settles_second",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Turned",
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
                ("key", models.CharField(max_length=160)),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("space"), models.F("key"), name="writing_turned_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                models.F("text"), models.F("client_id"), name="writing_revision_once"
            ),
        ),
    ]
