"""Whether the portal can serve."""

from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@login_not_required
@never_cache
def healthz(request):
    """Answer 200 where the database answers and has every migration, otherwise 503."""
    try:
        applied = MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    waiting = sorted(".".join(key) for key in migrations_in_code() - applied)
    report = {"database": "answers", "migrations_waiting": waiting}
    return JsonResponse(report, status=503 if waiting else 200)


@lru_cache(maxsize=1)
def migrations_in_code():
    """The migrations this process was started with, as (app, name)."""
    return frozenset(MigrationLoader(None).disk_migrations)
