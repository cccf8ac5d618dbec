from django.urls import path

from classrooms.views import comments, moderation, student, teacher

app_name = "classrooms"
urlpatterns = [
    path("", student.classroom_list, name="classroom_list"),
    path("to-do/", student.work_list, name="work_list"),
    path("new/", teacher.classroom_create, name="classroom_create"),
    path("join/", student.classroom_join, name="classroom_join"),
    path("join/<str:code>/", student.classroom_join, name="classroom_join"),
    path("<int:pk>/", teacher.classroom_detail, name="classroom_detail"),
    path("<int:pk>/leave/", student.classroom_leave, name="classroom_leave"),
    path("<int:pk>/code/", teacher.code_rotate, name="code_rotate"),
    path("<int:pk>/members/<int:member>/", teacher.membership_edit, name="membership_edit"),
    path("<int:pk>/set/", teacher.assignment_create, name="assignment_create"),
    path("work/<int:pk>/", teacher.assignment_detail, name="assignment_detail"),
    path("work/<int:pk>/start/", student.assignment_start, name="assignment_start"),
    path("comments/", comments.comment_list, name="comment_list"),
    path("comments/<int:pk>/delete/", comments.comment_delete, name="comment_delete"),
    path("scripts/<uuid:pk>/", moderation.moderation_edit, name="moderation_edit"),
    path("scripts/<uuid:pk>/agree/", moderation.moderation_agree, name="moderation_agree"),
    path("scripts/<uuid:pk>/agreed/", moderation.moderation_settle, name="moderation_settle"),
    path("scripts/<uuid:pk>/release/", moderation.moderation_release, name="moderation_release"),
]
