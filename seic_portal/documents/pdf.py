"""A document as a tagged PDF file (PDF/UA-1), where WeasyPrint and its system libraries are."""

from functools import cache
from importlib import import_module

from django.conf import settings
from django.template.loader import render_to_string

STYLE = settings.BASE_DIR / "static" / "document.css"


@cache
def engine():
    """Return WeasyPrint; None where it, or a system library it needs, is missing.

    It is loaded when it is first asked for: that takes a second, which no command should wait for.
    """
    try:
        return import_module("weasyprint")
    except (ImportError, OSError):
        return None


def write(document):
    """Return a document as the bytes of a .pdf file; call it only where `engine()` is."""
    html = render_to_string("seic_portal/document.html", {"document": document})
    style = engine().CSS(filename=STYLE)
    page = engine().HTML(string=html, url_fetcher=refuse)
    return page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")


def refuse(address):
    """Fetch nothing: a document is made of words alone."""
    raise ValueError(address)
