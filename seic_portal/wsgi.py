"""Where a WSGI server, such as gunicorn, finds the portal."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seic_portal.settings")
application = get_wsgi_application()
