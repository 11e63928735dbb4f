"""The invitation: how someone an administrator has added comes to a password of their own."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from plans import clock
from plans.models import AuditEntry

DAY = 24 * 60 * 60


def invite(person, request):
    """Send a person a link to set a password, from whoever makes a request, and note it.

    The link works once, and for PASSWORD_RESET_TIMEOUT seconds. Raises OSError where the server of
    the mail does not take it.
    """
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    context = {
        "person": person,
        "inviter": request.user,
        "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
        "set_password": absolute(request, "account_reset_password_from_key", **key),
        "new_link": absolute(request, "account_reset_password"),
        "sign_in": absolute(request, "account_login"),
    }
    text, html = (
        render_to_string(f"plans/email/invitation.{kind}", context, request)
        for kind in ("txt", "html")
    )
    subject = render_to_string("plans/email/invitation_subject.txt", context, request).strip()
    message = EmailMultiAlternatives(subject, text, to=[person.email])
    message.attach_alternative(html, "text/html")
    message.send()
    AuditEntry.objects.record(f"Invited: {person}", by=request.user, at=clock.now())


def absolute(request, name, **kwargs):
    """Return a page's whole address, at the name the request came to."""
    return request.build_absolute_uri(reverse(name, kwargs=kwargs))
