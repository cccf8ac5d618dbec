from uuid import UUID

import pytest

from essays import operations
from essays.models import Draft
from essays.queries import plan_of
from tests.essays.work import actor_of, make_draft

HERE, THERE = UUID(int=1), UUID(int=2)


def texts(draft) -> list[str]:
    return [row.text for row in plan_of(draft)]


@pytest.fixture
def draft(second_pack, cast) -> Draft:
    """An essay whose plan has three rows."""
    return make_draft(actor_of(cast.sam), prompt=second_pack.prompts.get())


def test_save_plan_keeps_each_row_and_leaves_the_others(draft):
    saved = operations.save_plan(draft, texts={1: "Keen ones.", 3: "Skim."}, page=HERE, seen=0)

    assert texts(draft) == ["Keen ones.", "", "Skim."]
    assert (saved.plan_page, saved.plan_revision) == (HERE, 1)


def test_save_plan_leaves_out_a_position_that_is_no_row(draft):
    operations.save_plan(draft, texts={0: "None.", 2: "Soon.", 9: "None."}, page=HERE, seen=0)

    assert texts(draft) == ["", "Soon.", ""]


def test_save_plan_touches_no_other_plan(draft, cast):
    another = make_draft(actor_of(cast.nia), prompt=draft.prompt)

    operations.save_plan(draft, texts={1: "Keen ones."}, page=HERE, seen=0)

    another.refresh_from_db()
    assert (texts(another), another.plan_revision) == (["", "", ""], 0)


def test_one_page_saves_as_often_as_it_likes(draft):
    for text in ("Keen ones.", "Keen ones and others.", ""):
        saved = operations.save_plan(draft, texts={1: text}, page=HERE, seen=0)

    assert (texts(draft), saved.plan_revision) == (["", "", ""], 3)


def test_another_page_saves_what_it_has_seen(draft):
    operations.save_plan(draft, texts={1: "Keen ones."}, page=HERE, seen=0)

    saved = operations.save_plan(draft, texts={1: "All."}, page=THERE, seen=1)

    assert (texts(draft), saved.plan_page, saved.plan_revision) == (["All.", "", ""], THERE, 2)


@pytest.mark.parametrize("seen", [0, 2])
def test_another_page_does_not_save_over_what_it_has_not_seen(draft, seen):
    operations.save_plan(draft, texts={1: "Keen ones."}, page=HERE, seen=0)

    with pytest.raises(operations.PlanMovedOn):
        operations.save_plan(draft, texts={1: "All."}, page=THERE, seen=seen)

    draft.refresh_from_db()
    assert (texts(draft), draft.plan_page, draft.plan_revision) == (["Keen ones.", "", ""], HERE, 1)


def test_the_first_page_is_refused_once_another_has_saved(draft):
    operations.save_plan(draft, texts={1: "Keen ones."}, page=HERE, seen=0)
    operations.save_plan(draft, texts={1: "All."}, page=THERE, seen=1)

    with pytest.raises(operations.PlanMovedOn):
        operations.save_plan(draft, texts={1: "Some."}, page=HERE, seen=0)

    assert texts(draft) == ["All.", "", ""]


def test_a_plan_without_rows_is_saved_too(draft):
    draft.plan.all().delete()

    assert operations.save_plan(draft, texts={}, page=HERE, seen=0).plan_revision == 1
