from django.contrib import admin

from opsmethods.admin.base import ContentAdmin, PartAdmin, RowInline
from opsmethods.forms import editing as forms
from opsmethods.models import Answer, AnswerFit, Change, DecisionRule, Factor, FactorPoint, Question


class FactorPointInline(RowInline):
    model = FactorPoint
    form = forms.FactorPointForm


@admin.register(Factor)
class FactorAdmin(ContentAdmin):
    place = 17
    list_display = ("code", "title", "topic", "position")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "position", "code")
    inlines = (FactorPointInline,)


@admin.register(Question)
class QuestionAdmin(ContentAdmin):
    place = 18
    list_display = ("label", "code", "topic", "position")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "position", "code")


class AnswerFitInline(RowInline):
    model = AnswerFit
    form = forms.AnswerFitForm


@admin.register(Answer)
class AnswerAdmin(ContentAdmin):
    place = 19
    topic_path = "question__topic"
    parents = ("question",)
    list_display = ("text", "question", "position")
    list_filter = ("question__topic", "question")
    list_select_related = ("question",)
    ordering = ("question__topic", "question__position", "position", "code")
    inlines = (AnswerFitInline,)


@admin.register(DecisionRule)
class DecisionRuleAdmin(ContentAdmin):
    place = 20
    form = forms.DecisionRuleForm
    list_display = ("code", "condition", "because", "topic")
    list_filter = ("topic",)
    list_select_related = ("topic",)
    ordering = ("topic", "position", "code")


@admin.register(Change)
class ChangeAdmin(ContentAdmin):
    place = 21
    form = forms.ChangeForm
    list_display = ("code", "old", "new", "benefits")
    list_filter = ("topic",)
    list_select_related = ("old", "new")
    ordering = ("topic", "position", "code")


@admin.register(FactorPoint)
class FactorPointAdmin(PartAdmin):
    form = forms.FactorPointForm
    topic_path = "factor__topic"
    parents = ("factor", "method")
    list_display = ("factor", "method", "text")
    list_select_related = ("factor", "method")
    ordering = ("factor__position", "method__slot", "pk")


@admin.register(AnswerFit)
class AnswerFitAdmin(PartAdmin):
    form = forms.AnswerFitForm
    topic_path = "answer__question__topic"
    parents = ("answer", "method")
    list_display = ("answer", "method", "score")
    list_select_related = ("answer", "method")
    ordering = ("answer__question__position", "answer__position", "method__slot", "pk")
