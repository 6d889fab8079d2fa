"""What people follow, how often they are written to about it, and what they have been told of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import forum.clock
import forum.models.public_id


class Migration(migrations.Migration):
    """Four tables."""

    dependencies = [
        ("forum", "0006_mailings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("at_once", "At Once"), ("daily", "Daily"), ("weekly", "Weekly"), ("never", "Never")],
                        max_length=10,
                    ),
                ),
                ("until", models.DateField()),
                ("written_at", models.DateTimeField(default=forum.clock.now)),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forum.letter",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-until", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "rhythm", "until"), name="one_digest_a_period"),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["daily", "weekly"])), name="digest_rhythm_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("public_id", models.CharField(max_length=80)),
                ("wanted", models.BooleanField(default=True)),
                ("chosen", models.BooleanField(default=True)),
                ("since", models.DateTimeField(default=forum.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "-since", "-id"],
                "indexes": [models.Index(fields=["kind", "public_id"], name="followers")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind", "public_id"), name="followed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True), models.Q(("public_id", ""), _negated=True)
                        ),
                        name="follow_names_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowRhythm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("at_once", "At Once"), ("daily", "Daily"), ("weekly", "Weekly"), ("never", "Never")],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind"), name="one_rhythm_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["at_once", "daily", "weekly", "never"])),
                        name="follow_rhythm_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=forum.models.public_id.new_public_id, editable=False, max_length=20, unique=True
                    ),
                ),
                ("event", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=20)),
                ("thing_id", models.CharField(max_length=80)),
                ("followed_kind", models.CharField(max_length=20)),
                ("followed_id", models.CharField(max_length=80)),
                ("group_kind", models.CharField(max_length=20)),
                ("group_id", models.CharField(max_length=80)),
                ("facts", models.JSONField(default=dict)),
                ("number", models.PositiveIntegerField(default=0)),
                ("first_at", models.DateTimeField(default=forum.clock.now)),
                ("newest_at", models.DateTimeField(default=forum.clock.now)),
                ("untold_since", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-newest_at", "-id"],
                "indexes": [
                    models.Index(fields=["person", "-newest_at"], name="notices_of_person"),
                    models.Index(
                        condition=models.Q(("untold_since__isnull", False)),
                        fields=["untold_since"],
                        name="notices_untold",
                    ),
                    models.Index(fields=["read_at"], name="notices_read"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "kind", "thing_id", "event"), name="one_notice_of_an_event"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("newest_at__gte", models.F("first_at"))), name="notice_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("read_at", None), ("untold_since", None), _connector="OR"),
                        name="what_is_read_is_not_told",
                    ),
                ],
            },
        ),
    ]
