from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.account_detail, name="account_detail"),
    path("me/name/", views.name_edit, name="name_edit"),
    path("me/data/", views.account_export, name="account_export"),
    path("me/erase/", views.account_erase, name="account_erase"),
    path("preference/", views.preference_edit, name="preference_edit"),
    path("notices/<int:pk>/read/", views.notice_read, name="notice_read"),
    path("style/", views.style_guide, name="style_guide"),
]
