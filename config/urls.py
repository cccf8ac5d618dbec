"""Includes only: one line per app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("opsmethods.urls")),
    path("quizzes/", include("quizzes.urls")),
    path("essays/", include("essays.urls")),
    path("classes/", include("classrooms.urls")),
    path("progress/", include("progress.urls")),
    path("people/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
