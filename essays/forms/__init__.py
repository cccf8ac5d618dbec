from essays.forms.marking import AgainForm, CommentForm, SelfMarkForm, TrialForm
from essays.forms.moderation import AgreedForm, PassageForm
from essays.forms.reflection import ComparisonForm, PointsForm
from essays.forms.spoken import LONGEST_ANSWER, SpokenForm
from essays.forms.writing import LONGEST_ESSAY, DraftForm, PlanForm, StartForm, change_in, plain_change

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_ESSAY",
    "AgainForm",
    "AgreedForm",
    "CommentForm",
    "ComparisonForm",
    "DraftForm",
    "PassageForm",
    "PlanForm",
    "PointsForm",
    "SelfMarkForm",
    "SpokenForm",
    "StartForm",
    "TrialForm",
    "change_in",
    "plain_change",
]
