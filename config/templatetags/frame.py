"""The parts around every page, the same for many people: rendered once and kept in the process."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
def frame(name: str, *, section: str = "", signed_in: bool = False) -> str:
    """A template that depends on the section and on whether somebody is signed in, and on nothing else."""
    return (_rendered if settings.DEBUG else _kept)(name, section or "", signed_in)


def _rendered(name: str, section: str, signed_in: bool) -> str:  # noqa: FBT001 - called through the cache
    return render_to_string(name, {"site_name": settings.SITE_NAME, "section": section, "signed_in": signed_in})


_kept = lru_cache(maxsize=64)(_rendered)
