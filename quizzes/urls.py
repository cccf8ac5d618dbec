from django.urls import path

from quizzes import views

app_name = "quizzes"
urlpatterns = [
    path("", views.quiz_home, name="quiz_home"),
    path("<slug:topic>/start/", views.attempt_start, name="attempt_start"),
    path("attempts/<uuid:pk>/<int:position>/", views.attempt_item, name="attempt_item"),
    path("attempts/<uuid:pk>/<int:position>/answer/", views.attempt_answer, name="attempt_answer"),
    path("attempts/<uuid:pk>/submit/", views.attempt_submit, name="attempt_submit"),
    path("attempts/<uuid:pk>/result/", views.attempt_result, name="attempt_result"),
]
