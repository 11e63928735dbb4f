"""What happens to every request: it is named, timed and logged, and someone is making it."""

import logging
import re
import secrets
import time

from django.contrib.auth.middleware import get_user
from django.utils.functional import SimpleLazyObject

from plans.models import Visitor
from plans.surroundings import remembered

log = logging.getLogger("portal.requests")
SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# The portal asks a browser for none of these, so nothing on its pages may.
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def request_log(get_response):
    """Give each request an id and one line in the log, without its query string."""

    def middleware(request):
        began = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if SANE_ID.fullmatch(given) else secrets.token_hex(8)
        response = get_response(request)
        response["X-Request-ID"] = request.request_id
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        fields = {
            "request_id": request.request_id,
            "method": request.method,
            "path": loggable_path(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
            # Only where a view has asked already: the log costs no query.
            "person": getattr(getattr(request, "_cached_user", None), "pk", None),
        }
        log.info("request", extra={"fields": fields})
        return response

    return middleware


def loggable_path(request):
    """The path; for an address that carries a secret key, the pattern of the address instead."""
    match = request.resolver_match
    return f"/{match.route}" if match and "key" in match.kwargs else request.path


def reading_once(get_response):
    """Let each request read the collaborative and its councils once, whoever asks for them."""

    def middleware(request):
        with remembered():
            return get_response(request)

    return middleware


def visitor(get_response):
    """Let whoever has not signed in be a Visitor, who answers the same questions as a Person."""

    def middleware(request):
        request.user = SimpleLazyObject(lambda: person_or_visitor(request))
        return get_response(request)

    return middleware


def person_or_visitor(request):
    """The person signed in, fetched once a request, or a visitor."""
    person = get_user(request)  # kept on the request by Django
    return person if person.is_authenticated else Visitor()
