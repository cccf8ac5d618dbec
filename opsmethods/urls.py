from django.urls import path

from opsmethods import views

app_name = "opsmethods"
urlpatterns = [
    path("", views.home, name="home"),
    path("notes/", views.topic_list, name="topic_list"),
    path("notes/<slug:topic>/", views.topic_detail, name="topic_detail"),
    path("notes/<slug:topic>/compare/", views.method_compare, name="method_compare"),
    path("notes/<slug:topic>/<slug:method>/", views.method_detail, name="method_detail"),
]
