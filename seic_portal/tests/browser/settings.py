"""The portal's settings for the demonstration in a browser, as the root conftest adapts them."""

from seic_portal.settings import *  # noqa: F403  # Django's own way to adapt settings
from seic_portal.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]  # a query for each row of a list fails the page
MIDDLEWARE = [*MIDDLEWARE, "zeal.middleware.zeal_middleware"]
# Static files straight from their folders: collecting them takes longer than all the rest.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
