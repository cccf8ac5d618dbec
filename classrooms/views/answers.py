"""How the pages of classes take and answer what was typed."""

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from accounts.permissions import MemberRequest


def posted(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def form_page(request: MemberRequest, template: str, form: forms.Form, **context: object) -> HttpResponse:
    """The page of a form; input that was refused comes back in it, with status 422."""
    status = 422 if form.errors else 200
    return render(request, template, {"section": "classes", "form": form, **context}, status=status)
