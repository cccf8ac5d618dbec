from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db.models import Q

GROUP = "content editor"
# The labels of what an editor edits: all of the notes, and of the essays what a teacher sets, never a student's work.
CONTENT = Q(content_type__app_label="opsmethods") | Q(
    content_type__app_label="essays",
    content_type__model__in=("prompt", "promptvariant", "rubric", "criterion", "leveldescriptor", "cap"),
)


class Command(BaseCommand):
    help = 'Make the group "content editor" with exactly the permissions on notes, prompts and rubrics. Safe to repeat.'

    def handle(self, *args: Any, **options: Any) -> None:
        group, _ = Group.objects.get_or_create(name=GROUP)
        group.permissions.set(Permission.objects.filter(CONTENT))
        self.stdout.write(f"{GROUP}: {group.permissions.count()} permissions")
