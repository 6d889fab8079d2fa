"""Bulletins in sections, and who subscribes to them."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import forum.clock
import forum.models.public_id


class Migration(migrations.Migration):
    """Three tables."""

    dependencies = [
        ("forum", "0004_feedback_and_its_answer"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=forum.models.public_id.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                (
                    "language",
                    models.CharField(choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], max_length=2),
                ),
                (
                    "rhythm",
                    models.CharField(choices=[("each", "Each"), ("monthly", "Monthly")], default="each", max_length=10),
                ),
                ("topics", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked"), ("confirmed", "Confirmed"), ("ended", "Ended")],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("asks", models.PositiveIntegerField(default=1)),
                ("link_version", models.PositiveIntegerField(default=1)),
                ("asked_at", models.DateTimeField(default=forum.clock.now)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by", models.CharField(blank=True, max_length=20)),
                ("unreachable_since", models.DateTimeField(blank=True, null=True)),
                ("is_example", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Bulletin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=forum.models.public_id.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("written", models.JSONField(default=dict)),
                ("title_fi", models.CharField(blank=True, default="", max_length=200)),
                ("title_sv", models.CharField(blank=True, default="", max_length=200)),
                ("title_en", models.CharField(blank=True, default="", max_length=200)),
                ("lead_fi", models.TextField(blank=True, default="")),
                ("lead_sv", models.TextField(blank=True, default="")),
                ("lead_en", models.TextField(blank=True, default="")),
                (
                    "original",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")], default="fi", max_length=2
                    ),
                ),
                ("topics", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("checking", "Checking"),
                            ("scheduled", "Scheduled"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("state_at", models.DateTimeField(default=forum.clock.now)),
                ("made_at", models.DateTimeField(default=forum.clock.now)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("override_reason", models.CharField(blank=True, max_length=500)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("is_example", models.BooleanField(default=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="BulletinSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=forum.models.public_id.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("written", models.JSONField(default=dict)),
                ("position", models.PositiveSmallIntegerField()),
                ("heading_fi", models.CharField(blank=True, default="", max_length=200)),
                ("heading_sv", models.CharField(blank=True, default="", max_length=200)),
                ("heading_en", models.CharField(blank=True, default="", max_length=200)),
                ("text_fi", models.TextField(blank=True, default="")),
                ("text_sv", models.TextField(blank=True, default="")),
                ("text_en", models.TextField(blank=True, default="")),
                ("link_fi", models.CharField(blank=True, default="", max_length=500)),
                ("link_sv", models.CharField(blank=True, default="", max_length=500)),
                ("link_en", models.CharField(blank=True, default="", max_length=500)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "bulletin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="forum.bulletin"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="subscription",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="bulletin",
            index=models.Index(fields=["state", "published_at"], name="bulletin_published"),
        ),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title_fi", ""), _negated=True),
                    models.Q(("title_sv", ""), _negated=True),
                    models.Q(("title_en", ""), _negated=True),
                    _connector="OR",
                ),
                name="bulletin_has_a_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "checking", "scheduled", "sending", "sent", "cancelled"])),
                name="bulletin_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("sending", "sent")), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="public_bulletin_says_since_when",
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["state", "ended_by"], name="subscription_state"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="subscription_email_in_lower_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "confirmed", "ended"])), name="subscription_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("rhythm__in", ["each", "monthly"])), name="subscription_rhythm_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True), ("confirmed_at__isnull", False), _connector="OR"
                ),
                name="confirmed_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)), fields=("person",), name="a_person_subscribes_once"
            ),
        ),
    ]
