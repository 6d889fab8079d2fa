"""A wrong value stops the start, and its message names the variable."""

import ast
import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "SECRET_KEY": "a-long-random-value-that-is-only-used-in-this-one-test-0123456789",
    "SITE_URL": "https://foorumi.example.org",
}


def start(tmp_path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs manage.py with nothing but these variables."""
    basics = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "manage.py", *command], env={**basics, **environment}, capture_output=True, text=True
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEMO", "perhaps"),
        ("PORT", "eight"),
        ("SITE_URL", "foorumi.example.org"),
        ("DATABASE_URL", "mysql://localhost/forum"),
        ("REDIS_URL", "localhost:6379"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_TIMEOUT", "soon"),
        ("FORUM_PROFILE", "no"),
        ("MAIL_PORT", "x"),
        ("IMAP_URL", "pop://user:password@mail.example.org"),
        ("IMAP_URL", "imaps://user:password@mail.example.org:port/"),
        ("IMAP_URL", "imaps://mail.example.org/INBOX"),
        ("IMAP_URL", "imap://user:password@mail.example.org/INBOX"),
        ("INCOMING_LIMIT", "much"),
        ("INCOMING_KEPT_DAYS", "long"),
        ("WEBHOOK_PROVIDER", "pigeon"),
        ("LETTER_WORDS_KEPT", "0"),
    ],
)
def test_a_wrong_value_is_named(tmp_path, name, value):
    result = start(tmp_path, "check", **{**PRODUCTION, name: value})
    assert result.returncode != 0
    assert f"{name}: " in result.stderr.strip().splitlines()[-1]


def test_production_needs_a_secret_key(tmp_path):
    result = start(tmp_path, "check")
    assert result.returncode != 0
    assert "SECRET_KEY: " in result.stderr


def test_the_demo_needs_nothing(tmp_path):
    assert start(tmp_path, "check", DEMO="1").returncode == 0


def test_production_settings_pass_the_deployment_check(tmp_path):
    result = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_an_empty_variable_is_as_good_as_none(tmp_path):
    assert start(tmp_path, "check", DEMO="1", REDIS_URL="", PORT="").returncode == 0


def test_postgresql_plans_quickly_and_keeps_its_connections(tmp_path):
    ask = "from django.conf import settings; print(settings.DATABASES['default'])"
    told = start(tmp_path, "shell", "-v0", "-c", ask, DEMO="1", DATABASE_URL="postgres://reader@127.0.0.1:5432/forum")
    database = ast.literal_eval(told.stdout)
    assert "join_collapse_limit=4" in database["OPTIONS"]["options"]
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (120, True)


@pytest.mark.parametrize("secret", ["", "user", "user:short", ":0123456789abcdef"])
def test_a_webhook_without_a_good_secret_does_not_start(tmp_path, secret):
    chosen = {"WEBHOOK_PROVIDER": "postmark", "WEBHOOK_SECRET": secret}
    result = start(tmp_path, "check", **{**PRODUCTION, **chosen})
    assert result.returncode != 0 and "WEBHOOK_SECRET" in result.stderr


def test_the_mailboxs_password_is_never_said(tmp_path):
    result = start(tmp_path, "check", **{**PRODUCTION, "IMAP_URL": "pop://user:tosi-salainen@mail.example.org"})
    assert "IMAP_URL" in result.stderr and "tosi-salainen" not in result.stderr
