from django.urls import URLPattern

app_name = "essays"
urlpatterns: list[URLPattern] = []
