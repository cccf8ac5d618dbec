"""The plan of an essay: a row of text for each row of the scaffold."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from essays.models import Draft
from essays.operations.saving import DraftHandedIn


class PlanMovedOn(Exception):
    """The plan was saved from another place after this page was opened."""


@transaction.atomic
def save_plan(draft: Draft, *, texts: Mapping[int, str], page: UUID, seen: int) -> Draft:
    """Keep the text of each row, given by its position.

    `page` names the page that sends it and `seen` is the plan's revision when that page was opened: one page may save
    as often as it likes, another only what it has seen. Positions that are no row's are left out. Raises
    PlanMovedOn, DraftHandedIn.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if not locked.is_open:
        raise DraftHandedIn("This essay is handed in, so its plan stays as it is.")
    if locked.plan_page != page and locked.plan_revision != seen:
        raise PlanMovedOn(
            "This plan was changed in another place after this page was opened. Nothing there is overwritten: "
            "open the newest plan and copy over what you need."
        )
    rows = list(locked.plan.filter(position__in=texts))
    for row in rows:
        row.text = texts[row.position]
    locked.plan.bulk_update(rows, ["text"])
    Draft.objects.filter(pk=locked.pk).update(plan_page=page, plan_revision=locked.plan_revision + 1)
    locked.refresh_from_db(fields=["plan_page", "plan_revision"])
    return locked
