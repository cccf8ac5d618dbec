from django.urls import path

from quizzes.views import home, report, result, review, taking

app_name = "quizzes"
urlpatterns = [
    path("", home.quiz_home, name="quiz_home"),
    path("<slug:topic>/start/", home.attempt_start, name="attempt_start"),
    path("review/due/", review.review_due, name="review_due"),
    path("<slug:topic>/review/", review.review_start, name="review_start"),
    path("<slug:topic>/review/plan/", review.plan_edit, name="plan_edit"),
    path("attempts/<uuid:pk>/<int:position>/", taking.attempt_item, name="attempt_item"),
    path("attempts/<uuid:pk>/<int:position>/answer/", taking.attempt_answer, name="attempt_answer"),
    path("attempts/<uuid:pk>/<int:position>/flag/", taking.attempt_flag, name="attempt_flag"),
    path("attempts/<uuid:pk>/<int:position>/report/", report.question_report, name="question_report"),
    path("attempts/<uuid:pk>/submit/", taking.attempt_submit, name="attempt_submit"),
    path("attempts/<uuid:pk>/result/", result.attempt_result, name="attempt_result"),
]
