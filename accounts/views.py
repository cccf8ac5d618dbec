from dataclasses import asdict

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import EraseForm, NameForm, PreferenceForm
from accounts.operations import erase_user, read_notice, set_name, set_preference
from accounts.permissions import MemberRequest
from accounts.queries import notices_of, personal_data_of, preference_of

SLOTS = tuple({"number": number, "glyph": f"g-{number}"} for number in range(1, 9))


@require_GET
def account_detail(request: MemberRequest) -> HttpResponse:
    context = {"section": "account", "notices": notices_of(request.user)[:20]}
    return render(request, "accounts/account_detail.html", context)


@require_GET
def account_export(request: MemberRequest) -> HttpResponse:
    """Everything about the person who asks, as one JSON file."""
    response = JsonResponse(personal_data_of(request.user), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def account_erase(request: MemberRequest) -> HttpResponse:
    """What goes and what stays; and with the password, at once."""
    user, is_sent = request.user, request.method == "POST"
    if is_sent and not ratelimit.consume(request, action="reauthenticate", user=user):
        return ratelimit.respond_429(request)
    form = EraseForm(request.POST if is_sent else None, user=user)
    if not form.is_valid():
        status = 422 if is_sent else 200
        return render(request, "accounts/account_erase.html", {"section": "account", "form": form}, status=status)
    logout(request)
    erase_user(user)
    messages.success(request, "Your account and your work are gone from this site.")
    return redirect("opsmethods:home")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def preference_edit(request: HttpRequest) -> HttpResponse:
    kept = preference_of(user=request.user, session=request.session)
    form = PreferenceForm(request.POST or None, initial=asdict(kept))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/preference_edit.html", {"section": "account", "form": form}, status=status)
    set_preference(user=request.user, session=request.session, **form.cleaned_data)
    messages.success(request, "Your level and exam board are saved.")
    return redirect("opsmethods:home")


@require_http_methods(["GET", "HEAD", "POST"])
def name_edit(request: MemberRequest) -> HttpResponse:
    """What the person is called on this site."""
    kept = {"first_name": request.user.first_name, "last_name": request.user.last_name}
    form = NameForm(request.POST if request.method == "POST" else None, initial=kept)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/name_edit.html", {"section": "account", "form": form}, status=status)
    set_name(request.user, **form.cleaned_data)
    messages.success(request, "Your name is saved.")
    return redirect("accounts:account_detail")


@require_POST
def notice_read(request: MemberRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    read_notice(notice, now=timezone.now())
    return redirect(notice.url or "accounts:account_detail")


@login_not_required
@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """The parts every page is built from; only while developing."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "accounts/style_guide.html", {"slots": SLOTS})
