"""Fragments of quizzes that are the same for everybody: rendered once and kept in the process."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string

from quizzes.domain.question import NoteLink

MOST_KEPT = 1024

register = template.Library()


@register.simple_tag
def note_link(topic: str, note: NoteLink | None) -> str:
    """Where in the notes of a topic, named by its slug, to read on; nothing where the notes have lost the place."""
    if note is None:
        return ""
    return (_rendered if settings.DEBUG else _kept)(topic, note)


def _rendered(topic: str, note: NoteLink) -> str:
    return render_to_string("quizzes/_note.html", {"slug": topic, "note": note})


_kept = lru_cache(maxsize=MOST_KEPT)(_rendered)
