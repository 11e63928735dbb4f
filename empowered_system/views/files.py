"""Files that people shared, to take away: never shown by the portal itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render

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
    return FileResponse(
        upload.file.open("rb"),
        as_attachment=True,
        filename=upload.name,
        content_type=upload.content_type,
    )
