from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from opsmethods.editing import ReadOnly
from quizzes.forms import ReceiptForm
from quizzes.models import Receipt
from quizzes.queries import ForgedReceipt, checked_receipt


@admin.register(Receipt)
class ReceiptAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("attempt", "kept_count", "sent_count", "created_at", "compared_at", "agrees")
    list_filter = ("agrees",)
    list_select_related = ("attempt",)
    search_fields = ("attempt__id", "attempt__user__username")
    ordering = ("-created_at", "pk")
    change_list_template = "admin/quizzes/receipt_list.html"

    def get_urls(self) -> list[Any]:
        check = path("check/", self.admin_site.admin_view(self.check_code), name="quizzes_receipt_check")
        return [check, *super().get_urls()]

    def check_code(self, request: HttpRequest) -> HttpResponse:
        """Hold the code that a student shows against what is stored."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form, checked = ReceiptForm(request.POST or None), None
        if request.method == "POST" and form.is_valid():
            try:
                checked = checked_receipt(form.cleaned_data["code"])
            except ForgedReceipt as reason:
                form.add_error("code", str(reason))
        context = self.admin_site.each_context(request) | {"title": "Check a receipt", "form": form, "checked": checked}
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/quizzes/receipt_check.html", context, status=status)
