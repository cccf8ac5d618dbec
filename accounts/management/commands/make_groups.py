from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db.models import Q

GROUP = "content editor"
ESSAYS = (
    *("prompt", "promptvariant", "scaffoldrow", "indicativepoint", "evidencehint"),
    *("exemplar", "exemplarmark", "exemplarcap", "exemplarnote"),
    *("rubric", "criterion", "leveldescriptor", "cap"),
)
# The labels of what an editor edits: all of the notes, and of the essays what a teacher sets, never a student's work.
CONTENT = Q(content_type__app_label="opsmethods") | Q(
    content_type__app_label="essays",
    content_type__model__in=ESSAYS,
)
# Of quizzes the bank of questions, and what editors decide about them; no attempt and no mark.
BANK = Q(
    content_type__app_label="quizzes",
    codename__in=("view_bankitem", "view_bankcheck", "add_ruling", "delete_ruling"),
)


class Command(BaseCommand):
    help = 'Make the group "content editor" with its permissions on notes, prompts, rubrics and the question bank.'

    def handle(self, *args: Any, **options: Any) -> None:
        group, _ = Group.objects.get_or_create(name=GROUP)
        group.permissions.set(Permission.objects.filter(CONTENT | BANK))
        self.stdout.write(f"{GROUP}: {group.permissions.count()} permissions")
