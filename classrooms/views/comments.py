"""A teacher's comment bank: the notes in the margin that they kept to use again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import MemberRequest
from essays.operations import drop_comment
from essays.queries import saved_comments


@require_GET
def comment_list(request: MemberRequest) -> HttpResponse:
    context = {"section": "classes", "comments": saved_comments(request.user)}
    return render(request, "classrooms/comment_list.html", context)


@require_POST
def comment_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Where a student has it already, it stays."""
    if not drop_comment(request.user, pk=pk):
        raise Http404
    messages.success(request, "The comment is no longer among your saved ones. Scripts that have it keep it.")
    return redirect("classrooms:comment_list")
