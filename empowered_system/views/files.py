"""Files that people shared, to take away: never shown by the portal itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from empowered_system.models import Finding, Resource, Upload


@login_not_required
def file(request, key):
    """Send a file as an attachment of the type its contents have; of a withheld one say why."""
    resources = Resource.objects.visible_to(request.user)
    findings = Finding.objects.visible_to(request.user)
    upload = get_object_or_404(Upload.objects.belonging_to(resources, findings), pk=key)
    if upload.is_withheld:
        context = {"upload": upload, "section": "empowered_system"}
        return render(request, "empowered_system/withheld.html", context, status=410)
    with upload.file.open("rb") as file:  # few megabytes at most
        response = HttpResponse(file.read(), content_type=upload.content_type)
    response["Content-Disposition"] = content_disposition_header(True, upload.name)
    return response
