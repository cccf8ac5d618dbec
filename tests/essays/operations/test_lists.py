"""Lists are loaded from a pack that says them otherwise, and what students ticked stays with its point."""

from dataclasses import replace

import pytest

from essays import operations, queries
from essays.domain.content import PointSpec
from essays.management.commands.load_prompts import CONTENT, read_pack
from essays.models import EvidenceHint, IndicativePoint
from essays.operations.lists import put
from tests.essays.work import NOW, actor_of, make_submission, tick
from tests.factories.accounts import make_user

MAIN = CONTENT / "operations-methods"
NEW = PointSpec(0, "Digital twins let a plant try a changeover beforehand.", ("AO2",), (), ())


def load(points) -> tuple[str, ...]:
    """Load the pack with these points of its first prompt."""
    pack = read_pack(MAIN)
    numbered = tuple(replace(point, number=number) for number, point in enumerate(points, start=1))
    prompts = (replace(pack.prompts[0], points=numbered), *pack.prompts[1:])
    return operations.load_pack("operations-methods", pack=replace(pack, prompts=prompts), now=NOW)


@pytest.fixture
def points(main_pack) -> tuple[PointSpec, ...]:
    return read_pack(MAIN).prompts[0].points


@pytest.fixture
def submission(prompt, cast):
    """Its writer has ticked points 1 and 3."""
    made = make_submission(actor_of(cast.sam), prompt=prompt)
    tick(made, 1, 3)
    return made


def texts(prompt) -> list[str]:
    return list(prompt.points.order_by("number").values_list("text", flat=True))


def ticked(submission) -> list[str]:
    rows = queries.point_rows(submission, suggest=False)
    return [row.point.text for row in rows if row.ticked]


def said(specs) -> list[str]:
    return [spec.text for spec in specs]


# --- Points and their ticks -----------------------------------------------------------------------


def test_a_point_put_in_front_leaves_every_tick_with_its_point(points, prompt, submission):
    reports = [load((NEW, *points)) for _ in range(2)]

    assert reports == [("added: point 1 of prompt 1",), ()]
    assert texts(prompt) == said((NEW, *points))
    assert ticked(submission) == [points[0].text, points[2].text]


def test_points_that_moved_take_their_ticks_along(points, prompt, submission):
    reports = [load(points[::-1]) for _ in range(2)]

    assert reports == [("moved: points of prompt 1",), ()]
    assert texts(prompt) == said(points[::-1])
    assert ticked(submission) == [points[2].text, points[0].text]


def test_a_point_in_other_words_behind_a_new_one_keeps_its_tick(points, prompt, submission):
    reworded = replace(points[0], text=f"As a rule, {points[0].text}")

    report = load((NEW, reworded, *points[1:]))

    assert report == ("added: point 1 of prompt 1", "changed: point 2 of prompt 1")
    assert ticked(submission) == [reworded.text, points[2].text]


def test_a_point_in_quite_other_words_is_known_by_its_neighbours(points, prompt, submission):
    another = replace(points[2], text="In other words.")

    report = load((NEW, *points[:2], another, *points[3:]))

    assert report == ("added: point 1 of prompt 1", "changed: point 4 of prompt 1")
    assert ticked(submission) == [points[0].text, "In other words."]


def test_a_point_that_was_edited_is_found_by_what_was_loaded_into_it(points, prompt, submission):
    prompt.points.filter(number=3).update(text="Edited here.")

    report = load((NEW, points[2], *points[:2], *points[3:]))

    assert report == (
        "added: point 1 of prompt 1",
        "left alone, edited here: point 2 of prompt 1",
        "moved: points of prompt 1",
    )
    assert ticked(submission) == ["Edited here.", points[0].text]


def test_a_point_that_the_pack_no_longer_has_stays_with_its_ticks(points, prompt, submission):
    reports = [load((*points[:2], *points[3:])) for _ in range(2)]

    assert reports == [(), ()]
    assert texts(prompt) == said(points)
    assert ticked(submission) == [points[0].text, points[2].text]


def test_a_point_made_here_stays_behind_its_neighbour_and_takes_nobodys_place(points, prompt):
    last = len(points)
    IndicativePoint.objects.create(prompt=prompt, number=last + 1, text="Ours.", objectives="AO1")

    reports = [load((*points, NEW)) for _ in range(2)]

    assert reports == [(f"added: point {last + 1} of prompt 1",), ()]
    assert texts(prompt) == [*said(points), "Ours.", NEW.text]


def test_a_point_made_here_that_says_the_same_is_not_made_again(points, prompt):
    IndicativePoint.objects.create(prompt=prompt, number=90, text=NEW.text, objectives="AO2")

    assert load((*points, NEW)) == ()


def test_a_page_that_was_open_before_a_point_moved_is_not_saved_over_it(points, prompt):
    before = prompt.points.get(number=1).revision

    load((NEW, *points))

    assert prompt.points.get(number=2).revision > before


def test_a_version_from_before_the_points_moved_comes_back_with_every_tick(points, prompt, submission):
    first = queries.history_of(prompt)[0].version
    load((NEW, *points[::-1]))

    operations.restore_version_of(prompt, version=first, author=make_user("eda"))

    assert texts(prompt) == said((*points, NEW))
    assert ticked(submission) == [points[0].text, points[2].text]
    assert prompt.points.get(text=NEW.text).published is False


# --- Lists that nobody ticks ----------------------------------------------------------------------


def test_a_question_put_in_front_moves_the_others_back(main_pack):
    pack = read_pack(MAIN)
    (code, questions), *rest = pack.look_for
    keys = list(EvidenceHint.objects.filter(criterion=code).order_by("position").values_list("pk", flat=True))

    report = operations.load_pack(
        "operations-methods", pack=replace(pack, look_for=((code, ("Why?", *questions)), *rest)), now=NOW
    )

    assert report == (f"added: question 1 of {code}",)
    hints = EvidenceHint.objects.filter(topic=main_pack, criterion=code).order_by("position")
    assert list(hints.values_list("question", flat=True)) == ["Why?", *questions]
    assert list(hints.values_list("pk", flat=True))[1:] == keys


def test_rows_of_a_plan_change_places(main_pack, prompt):
    pack = read_pack(MAIN)
    rows = pack.prompts[0].scaffold
    keys = list(prompt.scaffold.order_by("position").values_list("pk", flat=True))
    turned = (replace(pack.prompts[0], scaffold=rows[::-1]), *pack.prompts[1:])

    report = operations.load_pack("operations-methods", pack=replace(pack, prompts=turned), now=NOW)

    assert report == ("moved: rows of the plan of prompt 1",)
    assert list(prompt.scaffold.order_by("position").values_list("pk", flat=True)) == keys[::-1]


def test_rows_change_places_though_no_two_may_share_one(prompt):
    rows = list(prompt.points.order_by("number"))[:3]
    others = list(prompt.points.order_by("number"))[3:]

    put(dict(zip((3, 1, 2, *(row.number for row in others)), (*rows, *others), strict=True)), column="number")

    assert list(prompt.points.order_by("number")[:3]) == [rows[1], rows[2], rows[0]]
