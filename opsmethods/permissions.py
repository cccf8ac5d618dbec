"""Who may see what is not yet published."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User


def may_see_drafts(user: User | AnonymousUser) -> bool:
    """Editors: whoever may look at the notes in admin."""
    return user.is_staff and user.has_perm("opsmethods.view_topic")
