"""What the value of an environment variable means. Only settings.py reads the environment."""

import datetime as dt
import os
import secrets
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def authority(text, hosts):
    """The name in the ids of feeds: as given, else the first the portal answers to."""
    names = [name.lstrip(".") for name in hosts if name != "*"]
    return text or next(iter(names), "localhost")


def address(hosts, port, *, is_trial):
    """The portal's own address, for e-mails that nobody's request is behind."""
    name = authority("", hosts)
    return f"http://{name}:{port or 8000}" if is_trial else f"https://{name}"


def flag(text):
    """Whether a switch such as DEBUG is on: 1, true, yes or on."""
    return text.strip().lower() in {"1", "true", "yes", "on"}


def words(text):
    """The parts of a list written with commas, such as ALLOWED_HOSTS."""
    return [word.strip() for word in text.split(",") if word.strip()]


def day(name, text):
    """The day written as 2023-02-15, or None where nothing is written."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a day such as 2023-02-15.") from error


def megabytes(name, text, *, usual):
    """A number of whole megabytes, in bytes; the usual one where nothing is written."""
    if text and not text.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, such as {usual}.")
    return int(text or usual) * 1024 * 1024


def secret_key(text, file, *, may_read, may_generate):
    """The signing key: as given, else the one a trial keeps in `file`, readable by its owner alone.

    Raises ImproperlyConfigured where neither may be used.
    """
    if text:
        return text
    if may_generate and not file.exists():
        part = file.with_suffix(f".{os.getpid()}")
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(50))
        part.replace(file)  # in one step, so that a second process never reads half a key
    if may_read and file.exists():
        return file.read_text()
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Give the portal a long random one in its environment,"
        " or set PORTAL_DEMONSTRATION=1 for a trial. docs/operations.md says how."
    )


def database(parsed, *, test_file):
    """Django's settings for a parsed DATABASE_URL, with the options each kind of database needs."""
    if parsed["ENGINE"].endswith("sqlite3"):
        # Writers queue from their first statement instead of failing half-way.
        parsed["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
            "timeout": 5,
        }
        parsed["TEST"] = {"NAME": test_file}  # the one in memory fails under threads
    elif parsed["ENGINE"].endswith("postgresql"):
        pool = {"min_size": 1, "max_size": 8, "timeout": 5}
        parsed["OPTIONS"] = parsed.get("OPTIONS", {}) | {"pool": pool}
        parsed["CONN_MAX_AGE"] = 0
        parsed["CONN_HEALTH_CHECKS"] = True
    return parsed


def cache(url):
    """Django's settings for a cache that every worker shares: the database's, or Redis."""
    if not url or url == "db://":
        backend = "django.core.cache.backends.db.DatabaseCache"
        return {"BACKEND": backend, "LOCATION": "portal_cache"}
    if url.startswith(("redis://", "rediss://")):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    raise ImproperlyConfigured("CACHE_URL must be db:// or begin with redis:// or rediss://.")


def email(url):
    """Django's e-mail settings for console:// or smtp://name:password@host:port.

    smtp+tls:// starts encryption after connecting (port 587), smtps:// before it (port 465).
    """
    if not url or url == "console://":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must be console:// or begin with smtp://, smtp+tls:// or smtps://."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
