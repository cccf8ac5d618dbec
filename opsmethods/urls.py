from django.urls import URLPattern

app_name = "opsmethods"
urlpatterns: list[URLPattern] = []
