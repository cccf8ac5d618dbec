"""One line per app. Admins sign in where everyone does, with the same limits and second step."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config.views import healthz, readyz

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "config.views.bad_request"
handler500 = "config.views.server_error"

urlpatterns = [
    path("", include("opsmethods.urls")),
    path("quizzes/", include("quizzes.urls")),
    path("essays/", include("essays.urls")),
    path("classes/", include("classrooms.urls")),
    path("progress/", include("progress.urls")),
    path("people/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
