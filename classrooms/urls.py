from django.urls import path

from classrooms import views

app_name = "classrooms"
urlpatterns = [
    path("", views.classroom_list, name="classroom_list"),
    path("to-do/", views.work_list, name="work_list"),
    path("new/", views.classroom_create, name="classroom_create"),
    path("join/", views.classroom_join, name="classroom_join"),
    path("join/<str:code>/", views.classroom_join, name="classroom_join"),
    path("<int:pk>/", views.classroom_detail, name="classroom_detail"),
    path("<int:pk>/leave/", views.classroom_leave, name="classroom_leave"),
    path("<int:pk>/code/", views.code_rotate, name="code_rotate"),
    path("<int:pk>/members/<int:member>/", views.membership_edit, name="membership_edit"),
    path("<int:pk>/set/", views.assignment_create, name="assignment_create"),
    path("work/<int:pk>/", views.assignment_detail, name="assignment_detail"),
    path("work/<int:pk>/start/", views.assignment_start, name="assignment_start"),
    path("scripts/<uuid:pk>/", views.moderation_edit, name="moderation_edit"),
]
