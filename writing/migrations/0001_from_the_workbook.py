from pathlib import Path
from uuid import uuid4

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import spaces.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("spaces", "0010_seen"),
        ("workbook", "0004_digest_of_the_row"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(),
            migrations.RunSQL.noop,
            state_operations=[
                migrations.CreateModel(
                    name="Text",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid4,
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
                        (
                            "title",
                            spaces.fields.SealedTextField(
                                blank=True, verbose_name="title"
                            ),
                        ),
                        (
                            "body",
                            spaces.fields.SealedTextField(
                                blank=True, verbose_name="text"
                            ),
                        ),
                        ("head", models.UUIDField(editable=False, null=True)),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now),
                        ),
                        (
                            "changed_at",
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
                    ],
                    options={
                        "ordering": ["created_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Shown",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("title", spaces.fields.SealedTextField(blank=True)),
                        ("body", spaces.fields.SealedTextField(blank=True)),
                        (
                            "shown_at",
                            models.DateTimeField(default=django.utils.timezone.now),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(default=django.utils.timezone.now),
                        ),
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
                        "ordering": ["author__given_name", "shown_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("client_id", models.UUIDField(default=uuid4)),
                        ("based_on", models.UUIDField(null=True)),
                        ("title", spaces.fields.SealedTextField(blank=True)),
                        ("body", spaces.fields.SealedTextField(blank=True)),
                        (
                            "digest",
                            spaces.fields.KeyedDigestField(
                                editable=False, max_length=64
                            ),
                        ),
                        (
                            "saved_at",
                            models.DateTimeField(default=django.utils.timezone.now),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="writing.text",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["saved_at"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="shown",
                    constraint=models.UniqueConstraint(
                        models.F("text"), models.F("space"), name="writing_shown_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="revision",
                    constraint=models.UniqueConstraint(
                        models.F("text"),
                        models.F("client_id"),
                        name="writing_revision_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="revision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at", None),
                            ("second_version", True),
                            _connector="OR",
                        ),
                        name="writing_revision_settles_second",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.UniqueConstraint(
                models.F("space"),
                models.F("kind"),
                models.F("key"),
                models.F("author"),
                condition=models.Q(("writers", "author")),
                name="writing_text_once_an_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.UniqueConstraint(
                models.F("space"),
                models.F("kind"),
                models.F("key"),
                condition=models.Q(("writers", "members")),
                name="writing_text_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", ""), _negated=True),
                    models.Q(("key", ""), _negated=True),
                ),
                name="writing_text_of_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.CheckConstraint(
                condition=models.Q(("writers__in", ["author", "members"])),
                name="writing_text_writers",
            ),
        ),
    ]
