"""E-mails of the portal's own: a file each, whose first line is the subject."""

import logging

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def send_file(template, to, request, *, reply_to=None, **words):
    """Send an e-mail to some addresses; say whether it was taken. Links begin with `site`."""
    context = {"site": request.build_absolute_uri("/")[:-1], **words}
    text = render_to_string(template, context, request).strip()
    subject, _, body = text.partition("\n")
    message = EmailMessage(subject.strip(), body.strip() + "\n", to=to, reply_to=reply_to)
    try:
        message.send()
    except OSError:
        logger.exception("An e-mail could not be sent: %s", template)
        return False
    return True
