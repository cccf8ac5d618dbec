from django.urls import path

from essays.views import drafts, markings, plans, prompts, reflection, training

app_name = "essays"
urlpatterns = [
    path("", prompts.prompt_list, name="prompt_list"),
    path("drafts/<uuid:pk>/", drafts.draft_edit, name="draft_edit"),
    path("drafts/<uuid:pk>/plan/", plans.draft_plan, name="draft_plan"),
    path("drafts/<uuid:pk>/reopen/", reflection.draft_reopen, name="draft_reopen"),
    path("drafts/<uuid:pk>/close/", reflection.draft_close, name="draft_close"),
    path("drafts/<uuid:pk>/save/", drafts.draft_save, name="draft_save"),
    path("drafts/<uuid:pk>/submit/", drafts.draft_submit, name="draft_submit"),
    path("drafts/<uuid:pk>/versions/", drafts.draft_versions, name="draft_versions"),
    path("drafts/<uuid:pk>/versions/<int:version>/restore/", drafts.draft_restore, name="draft_restore"),
    path("submissions/<uuid:pk>/", markings.submission_detail, name="submission_detail"),
    path("submissions/<uuid:pk>/mark/", markings.marking_start, name="marking_start"),
    path("submissions/<uuid:pk>/mark-again/", markings.marking_again, name="marking_again"),
    path("submissions/<uuid:pk>/train/<str:code>/", training.training_edit, name="training_edit"),
    path("submissions/<uuid:pk>/points/", reflection.submission_points, name="submission_points"),
    path("submissions/<uuid:pk>/samples/", reflection.submission_samples, name="submission_samples"),
    path("submissions/<uuid:pk>/compare/", reflection.submission_compare, name="submission_compare"),
    path("submissions/<uuid:pk>/changes/", reflection.submission_changes, name="submission_changes"),
    path("markings/<uuid:pk>/finish/", markings.marking_finish, name="marking_finish"),
    path("markings/<uuid:pk>/<str:code>/", markings.marking_edit, name="marking_edit"),
    path("<slug:topic>/<int:number>/", prompts.prompt_detail, name="prompt_detail"),
    path("<slug:topic>/<int:number>/start/", drafts.draft_start, name="draft_start"),
]
