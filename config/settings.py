"""All settings, from the environment. Nothing else decides how the site runs.

`./run` supplies the embedded defaults (a secret in var/, local hosts, its own Redis);
a deployment supplies its own, see docs/deploy.md and .env.example.
"""

from pathlib import Path

import dj_email_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from environs import Env, validate

from config.version import code_version

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-debugging") if DEBUG else env.str("SECRET_KEY")
ALLOWED_HOSTS: list[str] = (
    env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"]) if DEBUG else env.list("ALLOWED_HOSTS")
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
HTTPS = env.bool("HTTPS", False)
SITE_NAME = env.str("SITE_NAME", "Operations methods")
CODE_VERSION = code_version(BASE_DIR)

INSTALLED_APPS = [
    "config.apps.SiteConfig",
    "accounts",
    "opsmethods",
    "quizzes",
    "essays",
    "classrooms",
    "progress",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "django_htmx",
    "config.apps.EditingConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.middleware.UserMiddleware",
    "config.middleware.SignInMiddleware",
    "config.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.NotAllowedMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data ---------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "timeout": 20,
    # IMMEDIATE is what ends "database is locked": a transaction takes the write lock when it begins.
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;"
        "PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=2000;"
    ),
}
POSTGRES_OPTIONS = {"server_side_binding": True, "prepare_threshold": 3, "options": "-c jit=off", "connect_timeout": 3}
DATABASE = env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}", conn_max_age=600)
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASE |= {"ENGINE": "config.postgres", "CONN_HEALTH_CHECKS": True}
    DATABASE["OPTIONS"] = POSTGRES_OPTIONS | DATABASE.get("OPTIONS", {})
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits and the last beat live here: a table, so that they hold across machines and without Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Celery -------------------------------------------------------------------------------------

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "")
CELERY_TASK_ALWAYS_EAGER = not CELERY_BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Redis hands out 9 last: what a student waits for goes first.
PATIENT = ("review_attempt", "check_bank", "recount_further", "rate_answers", "apply_regrade")
CELERY_TASK_ROUTES = {f"quizzes.{name}": {"priority": 9} for name in PATIENT}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_DB_REUSE_MAX = 1000  # without it a worker connects to the database anew for every task
CELERY_TIMEZONE = "UTC"
SWEEP_SECONDS = env.int("SWEEP_SECONDS", 60)
BEAT_SECONDS = env.int("BEAT_SECONDS", 30)
CELERY_BEAT_SCHEDULE = {
    "beat": {"task": "config.beat", "schedule": BEAT_SECONDS},
    "score": {"task": "quizzes.sweep_unscored", "schedule": SWEEP_SECONDS},
    "review": {"task": "quizzes.sweep_unreviewed", "schedule": SWEEP_SECONDS},
    "unfinished": {"task": "quizzes.sweep_unfinished", "schedule": SWEEP_SECONDS},
    "receipts": {"task": "quizzes.compare_receipts", "schedule": crontab(hour=3, minute=15)},
    "banks": {"task": "quizzes.sweep_banks", "schedule": SWEEP_SECONDS},
    "statistics": {"task": "quizzes.recompute_statistics", "schedule": crontab(hour=3, minute=40)},
    "difficulties": {"task": "quizzes.sweep_statistics", "schedule": SWEEP_SECONDS},
    "regrades": {"task": "quizzes.sweep_regrades", "schedule": SWEEP_SECONDS},
    "total": {"task": "essays.sweep_untotalled", "schedule": SWEEP_SECONDS},
    "settled": {"task": "essays.sweep_settled", "schedule": crontab(minute=20)},
    "reports": {"task": "progress.sweep_unbuilt", "schedule": SWEEP_SECONDS},
}

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# It extends Django's own and takes a user name or an e-mail; with both, each mistype would be hashed twice.
AUTHENTICATION_BACKENDS = ["config.adapters.SignInBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "opsmethods:home"
ACCOUNT_ADAPTER = "config.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "config.forms.SignInForm",
    "signup": "config.forms.SignUpForm",
    "add_email": "config.forms.EmailForm",
    "reset_password": "config.forms.ForgottenForm",
    "reset_password_from_key": "config.forms.NewPasswordForm",
    "change_password": "config.forms.OtherPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_REDIRECT_URL = "opsmethods:home"
ACCOUNT_SESSION_REMEMBER = True
# Per account first; per address sized for a school whose pupils all share one.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,10/5m/key",
    "signup": "300/m/ip",
    "reset_password": "120/m/ip,5/m/key",
    "reset_password_from_key": "120/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "config.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME

EMAIL_SCHEME = validate.Regexp(r"(submission|smtp|file|console|memory|dummy)://", error="no known scheme")
EMAIL_CONFIG = dj_email_url.parse(env.str("EMAIL_URL", "file://", validate=EMAIL_SCHEME))
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "no-reply@localhost")

# --- Security -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's signs, which a browser may ask for before site.css has replaced them
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60

# --- Language, static files ---------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", "Europe/London")
USE_TZ = True
USE_I18N = False  # one language: nothing looks for translations

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}

# --- Logs ---------------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False}},
}

env.seal()
