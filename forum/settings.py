"""One settings file. What differs between places comes from the environment; a wrong value stops the start by name."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
WEBHOOK_PROVIDERS = (
    "amazon_ses",
    "brevo",
    "mailersend",
    "mailgun",
    "mailjet",
    "mailtrap",
    "mandrill",
    "postal",
    "postmark",
    "resend",
    "sendgrid",
    "sparkpost",
    "unisender_go",
)


def setting(name, read, *, default=None, among=None):
    """The environment's value of `name`, or `default`. Raises ImproperlyConfigured with the variable's name."""
    if name not in env.ENVIRON or env.ENVIRON[name] == "":
        return default
    try:
        value = read(name)
    except (ValueError, ImproperlyConfigured, environ.ImproperlyConfigured, KeyError) as error:
        raise ImproperlyConfigured(f"{name}: {env.ENVIRON[name]!r} cannot be read ({error})") from error
    if among and value not in among:
        raise ImproperlyConfigured(f"{name}: {value!r} is not one of {', '.join(among)}")
    return value


def yes_or_no(name):
    """A yes or no from the environment; any other word is an error."""
    word = env.str(name).lower()
    if word not in YES | NO:
        raise ValueError("say 1 or 0")
    return word in YES


def days(name):
    """A whole number of days from the environment, at least one."""
    number = env.int(name)
    if number < 1:
        raise ValueError("say at least one day")
    return number


def address(name, schemes, *, default=None):
    """A URL from the environment whose scheme is among `schemes`."""
    value = setting(name, env.str, default=default)
    if value and urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(f"{name}: the address must begin with one of {', '.join(schemes)}")
    return value


def mailbox(name):
    """The mailbox to read, as imaps://user:password@host/folder. What is wrong is said without the password."""
    if not (value := setting(name, env.str)):
        return None
    try:
        parts = urlsplit(value)
        ports = {"imap": 143, "imap+tls": 143, "imaps": 993}
        found = {
            "scheme": parts.scheme,
            "host": parts.hostname,
            "port": parts.port or ports[parts.scheme],
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "folder": unquote(parts.path.strip("/")) or "INBOX",
        }
    except KeyError:
        raise ImproperlyConfigured(f"{name}: the address must begin with imap, imap+tls or imaps") from None
    except ValueError:
        raise ImproperlyConfigured(f"{name}: the address cannot be read") from None
    missing = [part for part in ("host", "user", "password") if not found[part]]
    if missing:
        raise ImproperlyConfigured(f"{name}: the address names no {missing[0]}")
    if found["scheme"] == "imap" and found["host"] not in ("127.0.0.1", "::1", "localhost"):
        raise ImproperlyConfigured(f"{name}: without TLS only a server on this machine is read; say imap+tls or imaps")
    return found


def webhooks():
    """Settings of the mail provider's webhook, and which provider it is; nothing when it is off."""
    provider = setting("WEBHOOK_PROVIDER", env.str, among=WEBHOOK_PROVIDERS)
    secret = setting("WEBHOOK_SECRET", env.str, default="")
    if not provider:
        return None, {}
    user, _, password = secret.partition(":")
    if not user or len(password) < 16:
        raise ImproperlyConfigured("WEBHOOK_SECRET: say user:password, the password at least 16 signs long")
    try:
        options = dict(json.loads(setting("WEBHOOK_OPTIONS", env.str, default="{}")))
    except (ValueError, TypeError):
        raise ImproperlyConfigured("WEBHOOK_OPTIONS: say a JSON object") from None
    return provider, {**options, "WEBHOOK_SECRET": secret}


DEBUG = setting("DEBUG", yes_or_no, default=False)
DEMO = setting("DEMO", yes_or_no, default=False)
DATA_DIR = Path(setting("DATA_DIR", env.str, default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = setting("SECRET_KEY", env.str, default="")
if not SECRET_KEY:
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured("SECRET_KEY: set a long random value, or DEMO=1 for the furnished demo")
    SECRET_KEY = "demo-only-key-that-protects-nothing-and-must-never-leave-this-machine"

HOST = setting("HOST", env.str, default="127.0.0.1")
PORT = setting("PORT", env.int, default=8000)
SITE_URL = address("SITE_URL", ("http", "https"), default=f"http://127.0.0.1:{PORT}").rstrip("/")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = setting("ALLOWED_HOSTS", env.list, default=[urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ALLAUTH_TRUSTED_PROXY_COUNT = setting("TRUSTED_PROXIES", env.int, default=1 if SECURE else 0)

PROFILE_NAME = setting("FORUM_PROFILE", env.str, default="fi", among=("fi", "se"))
SEED_DATA = BASE_DIR / "regions" / "data"
PROFILE = json.loads((SEED_DATA / "profiles.json").read_text(encoding="utf-8"))[PROFILE_NAME]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "forum",
    "regions",
    "themes",
    "meetings",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "forum.middleware.public_page_cache",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "forum.signed_out.keep_unsent",
]

ROOT_URLCONF = "forum.urls"
WSGI_APPLICATION = "forum.wsgi.application"
FORM_RENDERER = "forum.forms.rendering.PortalRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "forum.templatetags.portal", "forum.templatetags.letters"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "forum.context.shell",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}
# Queries here join many small tables by their keys: looking for a better order takes longer than the query itself.
POSTGRES_PLANNING = "-c join_collapse_limit=4 -c jit=off"
DATABASE_URL = address(
    "DATABASE_URL", ("sqlite", "postgres", "postgresql"), default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"
)
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", POSTGRES_PLANNING)
DATABASES["default"]["CONN_MAX_AGE"] = 120
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = address("REDIS_URL", ("redis", "rediss"))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "forum_cache",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
PAGE_CACHE = setting("PAGE_CACHE", yes_or_no, default=not DEBUG)
RATE_LIMITS = setting("RATE_LIMITS", yes_or_no, default=True)

QUEUE_DIR = DATA_DIR / "queue"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
else:
    for folder in (QUEUE_DIR / "tasks", QUEUE_DIR / "control"):
        folder.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "tasks"),
        "data_folder_out": str(QUEUE_DIR / "tasks"),
        "control_folder": str(QUEUE_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"forum.post_letters": {"queue": "mail"}, "forum.sweep_letters": {"queue": "mail"}}
CELERY_TIMEZONE = PROFILE["time_zone"]
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "post letters": {"task": "forum.post_letters", "schedule": 5.0, "options": {"expires": 5}},
    "send mailings": {"task": "forum.send_mailings", "schedule": 10.0, "options": {"expires": 10}},
    "sweep letters": {"task": "forum.sweep_letters", "schedule": 60.0, "options": {"expires": 60}},
    "wipe old letters": {"task": "forum.wipe_letters", "schedule": 86400.0, "options": {"expires": 86400}},
    "drop old imports": {"task": "regions.drop_old_imports", "schedule": 86400.0, "options": {"expires": 86400}},
    "read figures": {"task": "regions.read_figures", "schedule": 15.0, "options": {"expires": 15}},
    "refresh figures": {"task": "regions.refresh_figures", "schedule": 600.0, "options": {"expires": 600}},
    "follow bulletins": {"task": "forum.follow_bulletins", "schedule": 30.0, "options": {"expires": 30}},
    "monthly bulletins": {"task": "forum.send_months_bulletins", "schedule": 3600.0, "options": {"expires": 3600}},
    "write notices": {"task": "forum.write_notices", "schedule": 60.0, "options": {"expires": 60}},
    "write digests": {"task": "forum.write_digests", "schedule": 600.0, "options": {"expires": 600}},
    "forget": {"task": "forum.forget", "schedule": 3600.0, "options": {"expires": 3600}},
    "read mailbox": {"task": "forum.read_mailbox", "schedule": 60.0, "options": {"expires": 60}},
    "forget mail": {"task": "forum.forget_mail", "schedule": 86400.0, "options": {"expires": 86400}},
    "take up mandates": {"task": "regions.take_up_mandates", "schedule": 600.0, "options": {"expires": 600}},
    "close registrations": {"task": "meetings.close_registrations", "schedule": 600.0, "options": {"expires": 600}},
    "finish meetings": {"task": "meetings.finish_meetings", "schedule": 300.0, "options": {"expires": 300}},
    "hand over": {"task": "meetings.hand_over_invitations", "schedule": 600.0, "options": {"expires": 600}},
    "forget sign-ups": {"task": "meetings.forget_sign_ups", "schedule": 86400.0, "options": {"expires": 86400}},
    "remind inputs": {"task": "meetings.remind_inputs", "schedule": 3600.0, "options": {"expires": 3600}},
    "close view rounds": {"task": "meetings.close_view_rounds", "schedule": 600.0, "options": {"expires": 600}},
    "remind of views": {"task": "themes.remind_of_views", "schedule": 3600.0, "options": {"expires": 3600}},
    "climb ladder": {"task": "meetings.climb_ladder", "schedule": 300.0, "options": {"expires": 300}},
    "tell of unreachable": {"task": "meetings.tell_of_unreachable", "schedule": 1800.0, "options": {"expires": 1800}},
    "notice bounces": {"task": "meetings.notice_bounces", "schedule": 60.0, "options": {"expires": 60}},
    "remind of actions": {"task": "meetings.remind_of_actions", "schedule": 3600.0, "options": {"expires": 3600}},
    "actions on agendas": {"task": "meetings.put_actions_on_agendas", "schedule": 3600.0, "options": {"expires": 3600}},
}

EMAIL_URL = address("EMAIL_URL", ("smtp", "smtp+tls", "smtp+ssl"), default="smtp://127.0.0.1:8025")
vars().update(env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = setting("EMAIL_TIMEOUT", env.int, default=20)
DEFAULT_FROM_EMAIL = setting("MAIL_FROM", env.str, default="foorumi@example.org")
MAIL_REPLY_TO = setting("MAIL_REPLY_TO", env.str, default=DEFAULT_FROM_EMAIL)
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2]
MAIL_ROOM_DIR = DATA_DIR / "mailroom"
MAIL_PORT = setting("MAIL_PORT", env.int, default=0)
EMAIL_BACKEND = "forum.smtp.EmailBackend"
IMAP = mailbox("IMAP_URL")
IMAP_HANDLED = setting("IMAP_HANDLED", env.str, default="Handled")
INCOMING_LIMIT = setting("INCOMING_LIMIT", env.int, default=10)  # megabytes of one mail
INCOMING_KEPT_DAYS = setting("INCOMING_KEPT_DAYS", env.int, default=180)
WEBHOOK_PROVIDER, ANYMAIL = webhooks()
if WEBHOOK_PROVIDER:  # mail comes as text in a form, a third longer than it is
    DATA_UPLOAD_MAX_MEMORY_SIZE = INCOMING_LIMIT * 1_400_000
COORDINATOR = setting("COORDINATOR", env.str, default="")
SECOND_PERSON = setting("SECOND_PERSON", yes_or_no, default=False)
LETTER_LEASE = setting("LETTER_LEASE", env.int, default=600)
LETTER_WORDS_KEPT = setting("LETTER_WORDS_KEPT", days, default=730)

AUTH_USER_MODEL = "forum.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "forum.backends.PeopleBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "forum:desk"
LOGOUT_REDIRECT_URL = "forum:front"
ACCOUNT_ADAPTER = "forum.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True

LANGUAGE_CODE = PROFILE["default_language"]
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
LANGUAGES = [(code, LANGUAGE_NAMES[code]) for code in PROFILE["languages"]]
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Named here, the house's own words win over those of Django and allauth, and the profile's over the house's.
LOCALE_PATHS = [BASE_DIR / "regions" / f"locale_{PROFILE_NAME}"]
LOCALE_PATHS += [BASE_DIR / floor / "locale" for floor in ("forum", "regions", "themes", "meetings")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = PROFILE["time_zone"]
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = "forum.formats"

UPLOAD_LIMIT = setting("UPLOAD_LIMIT", env.int, default=20)  # megabytes for one file
FIGURE_LIMIT = setting("FIGURE_LIMIT", env.int, default=60)  # megabytes for one file of figures
FIGURE_HOSTS = setting("FIGURE_HOSTS", env.list, default=["pxdata.stat.fi"])

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": setting("STATIC_STORAGE", env.str, default="forum.static_files.BundledStorage")},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "forum.views.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
if SECURE:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"forum": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
