from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from accounts.models import Notice, User


@admin.register(User)
class PersonAdmin(UserAdmin):
    fieldsets = (*(UserAdmin.fieldsets or ()), ("Studies", {"fields": ("level", "board")}))
    list_display = ("username", "email", "first_name", "last_name", "level", "is_staff")
    ordering = ("username",)


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin):
    list_display = ("user", "text", "created_at", "read_at")
    list_select_related = ("user",)
    autocomplete_fields = ("user",)
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
