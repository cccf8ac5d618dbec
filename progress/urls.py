from django.urls import path

from progress import views

app_name = "progress"
urlpatterns = [
    path("", views.progress_home, name="progress_home"),
    path("evidence/<slug:topic>/<slug:method>/", views.evidence_detail, name="evidence_detail"),
    path("evidence/<slug:topic>/<slug:method>/<str:dimension>/", views.evidence_detail, name="evidence_detail"),
    path("essays/<slug:topic>/<int:number>/", views.prompt_knowledge, name="prompt_knowledge"),
    path("reports/", views.report_request, name="report_request"),
    path("reports/<uuid:pk>/", views.report_detail, name="report_detail"),
    path("reports/<uuid:pk>/pdf/", views.report_download, name="report_download"),
]
