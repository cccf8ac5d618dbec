"""What queries find to be drawn, and what the fragments show of it."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string

from opsmethods.domain.maps import Range
from opsmethods.models import Cell, Dimension, Method, Step, Topic
from opsmethods.operations import load_topic
from opsmethods.queries import map_of, process_of
from tests.opsmethods.packs import load
from tests.servers import ROOT


@pytest.fixture
def pricing(db) -> Topic:
    load_topic(load("pricing-strategies"))
    return Topic.objects.get(slug="pricing-strategies")


@pytest.fixture
def skimming(pricing) -> Method:
    return pricing.methods.get(slug="skimming")


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# --- Processes ------------------------------------------------------------------------------------


def test_a_method_without_steps_has_no_process(pricing):
    assert process_of(pricing.methods.get(slug="penetration")) is None


def test_the_process_of_every_method_has_all_its_steps(any_notes, any_pack):
    for spec in any_pack.methods:
        process = process_of(any_notes.methods.get(slug=spec.slug))
        shown = [(step.text, step.back_to) for step in process.steps] if process else []
        codes = [step.code for step in spec.steps]
        assert shown == [(step.text, codes.index(step.back) + 1 if step.back else 0) for step in spec.steps]


def test_a_draft_of_a_step_is_not_drawn_nor_the_way_back_to_it(skimming):
    Step.objects.filter(method=skimming, code="S2").update(published=False)

    assert [(step.text, step.back_to) for step in process_of(skimming).steps] == [
        ("Set a high first price", 0),
        ("Lower the price", 0),
    ]
    assert [step.back_to for step in process_of(skimming, drafts=True).steps] == [0, 0, 2]


def test_a_process_is_one_question(skimming, django_assert_num_queries):
    with django_assert_num_queries(1):
        process_of(skimming)


def test_every_kind_of_step_has_its_sign():
    signs = (ROOT / "static/svg/signs.svg").read_text()

    assert [kind for kind in Step.Kind.values if f'id="k-{kind}"' not in signs] == []


def test_the_fragment_has_two_drawings_and_the_steps_as_a_list(skimming):
    html = render_to_string("opsmethods/_process.html", {"flow": process_of(skimming)})

    assert html.count("<svg") == html.count("<title") == html.count("<desc") == 2
    assert html.count("<rect") == 6
    assert html.count("#k-plan") == html.count("#k-deliver") == html.count("#k-reset") == 2
    assert html.count('class="k d"') == 2
    assert "style=" not in html
    assert words_of(html.partition("<ol")[2].partition(">")[2]) == (
        "Plan: Set a high first price. Deliver: Sell to those who hurry. Reset: Lower the price. Then back to step 2."
    )


def test_what_an_editor_types_is_text_in_a_drawing(skimming):
    Step.objects.filter(method=skimming, code="S1").update(text="<script>x</script> & y")

    html = render_to_string("opsmethods/_process.html", {"flow": process_of(skimming)})

    assert "<script" not in html


# --- Maps -----------------------------------------------------------------------------------------


def test_the_map_of_a_topic_has_every_method_over_its_ranges(pricing):
    found = map_of(pricing)

    assert (found.title, found.up.words) == ("Early share of buyers and early margin", ("Thin", "Moderate", "Large"))
    assert [(row.place.slug, row.place.across, row.place.up) for row in found.rows] == [
        ("penetration", Range(3, 3, 3), Range(1, 1, 1)),
        ("skimming", Range(1, 1, 1), Range(3, 3, 3)),
        ("cost-plus", Range(1, 2, 2), Range(2, 2, 3)),
    ]


def test_a_topic_that_names_no_dimensions_has_no_map(pricing):
    pricing.map_across = pricing.map_up = ""

    assert map_of(pricing) is None


@pytest.mark.parametrize("spoil", [lambda rows: rows.update(published=False), lambda rows: rows.delete()])
def test_a_topic_without_one_of_the_dimensions_has_no_map(pricing, spoil):
    spoil(Dimension.objects.filter(topic=pricing, code="MGN"))

    assert map_of(pricing) is None


def test_a_draft_is_not_on_the_map(pricing):
    Method.objects.filter(slug="skimming").update(published=False)
    Cell.objects.filter(method__slug="cost-plus", dimension__code="MGN").update(published=False)

    assert [row.place.slug for row in map_of(pricing).rows] == ["penetration"]
    assert len(map_of(pricing, drafts=True).rows) == 3


def test_a_map_without_methods_is_none(pricing):
    Cell.objects.all().delete()

    assert map_of(pricing) is None


def test_a_map_is_two_questions(pricing, django_assert_num_queries):
    with django_assert_num_queries(2):
        map_of(pricing)


def test_the_fragment_has_two_drawings_and_a_table(pricing):
    html = render_to_string("opsmethods/_map.html", {"map": map_of(pricing), "topic": pricing})

    assert html.count('<svg class="dia') == html.count("<title") == html.count("<desc") == 2
    assert html.count("<rect") == 6
    for name in ("Penetration pricing", "Skimming pricing", "Cost-plus pricing"):
        assert words_of(html.partition("</svg>")[0]).count(name) >= 1
    assert "style=" not in html
    assert [words_of(row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)] == [
        "Strategy Early share of buyers Early margin",
        "Penetration pricing Large Thin",
        "Skimming pricing Small Large",
        "Cost-plus pricing Small to medium Moderate to large",
    ]
