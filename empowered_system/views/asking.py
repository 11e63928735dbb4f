"""Support asked for without signing in: the form, the link that confirms it, where it stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from empowered_system import mails
from empowered_system.forms.support import SupportForm
from empowered_system.models import Strand, SupportRequest
from empowered_system.models.support import SIGNER
from empowered_system.navigation import place
from plans import clock

NOT_SENT = (
    "Your request is kept, but the e-mail could not be sent. Look at your address and ask again, "
    "or write to the SEIC team."
)


@login_not_required
def ask_support(request):
    """Ask for support for a setting; nobody reads it before the address is confirmed."""
    at = clock.now()
    strand = Strand.objects.filter(slug=request.GET.get("strand", "")).first()
    asked = SupportRequest(strand=strand, asked_at=at, moved_at=at)
    form = SupportForm(request.POST or None, request=request, instance=asked)
    if form.is_valid():
        if not mails.send_link(form.save(), request):
            messages.error(request, NOT_SENT)
        return redirect("empowered_system:support_sent")
    return render(request, "empowered_system/support_form.html", place() | {"form": form})


@login_not_required
def support_sent(request):
    """Say that a link is on its way, and what it is for; not to whom."""
    return render(request, "empowered_system/support_sent.html", place())


@login_not_required
def support_asked(request, key):
    """Show whoever asked where their request stands."""
    asked = signed(key)
    matches = asked.matches.with_helpers() if asked.is_matched else []
    context = place() | {"asked": asked, "taken": asked.steps.all(), "matches": matches}
    return render(request, "empowered_system/support_asked.html", context)


@login_not_required
def confirm_support(request, key):
    """Hand a request to its council, once its asker presses; a mail scanner presses nothing."""
    asked = signed(key)
    if request.method == "POST" and asked.confirm(at=clock.now()):
        mails.tell_officers(asked, request)
        mails.tell_asker(asked, request)
        messages.success(request, "Thank you. Your request is with your council now.")
    return redirect("empowered_system:support_asked", key=key)


@login_not_required
def withdraw_support(request, key):
    """Let whoever asked withdraw their request."""
    asked = signed(key)
    if asked.is_over:
        return redirect("empowered_system:support_asked", key=key)
    if request.method == "POST":
        if asked.withdraw(at=clock.now()):
            mails.tell_asker(asked, request)
            messages.success(request, "Your request is withdrawn.")
        return redirect("empowered_system:support_asked", key=key)
    return render(request, "empowered_system/support_withdraw.html", place() | {"asked": asked})


def signed(key):
    """Return the request that a signed key names, unless it is past keeping."""
    try:
        pk = SIGNER.unsign(key)
    except signing.BadSignature:
        raise Http404 from None
    requests = SupportRequest.objects.with_places()
    gone = SupportRequest.objects.past_keeping(clock.now()).values("pk")
    return get_object_or_404(requests.exclude(pk__in=gone), pk=pk)
