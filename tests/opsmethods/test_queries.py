from decimal import Decimal

import pytest

from opsmethods import queries
from opsmethods.domain.facts import CellFact, CostScale, ExampleFact, Truth
from opsmethods.models import Cell, Dimension, Method, Statement, StatementTruth, Topic
from opsmethods.operations import load_topic, raise_version
from tests.conftest import read_notes_anew
from tests.opsmethods.packs import documents, load


def fresh(topic: Topic) -> Topic:
    return queries.topic_of(topic.slug)


@pytest.fixture
def unread(notes) -> Topic:
    """The notes before any process has read them."""
    read_notes_anew()
    return notes


# --- Facts ----------------------------------------------------------------------------------------


def test_the_facts_are_those_of_the_pack(any_notes):
    found = documents(any_notes.slug)
    methods = {data["slug"]: data for name, data in found.items() if name.startswith("methods/")}

    facts = queries.fact_base(any_notes)

    assert (facts.topic, facts.version) == (any_notes.slug, any_notes.version)
    assert (facts.noun, facts.noun_plural) == (found["topic.yaml"]["noun"], found["topic.yaml"]["noun_plural"])
    assert {row.slug: row.definitions for row in facts.methods} == {
        slug: tuple(data["phrases"]["definition"].values()) for slug, data in methods.items()
    }
    assert {row.slug: row.sequences for row in facts.methods} == {
        slug: tuple(data["phrases"]["sequence"].values()) for slug, data in methods.items()
    }
    assert {row.slug: row.leaks for row in facts.methods} == {
        slug: tuple(data["leaks"]) for slug, data in methods.items()
    }
    assert {key: (row.level, row.low, row.high) for key, row in facts.cells.items()} == {
        (slug, dimension["code"]): (cell["level"], cell["low"], cell["high"])
        for dimension in found["dimensions.yaml"]["dimensions"]
        for slug, cell in dimension["cells"].items()
    }
    assert {row.code: dict(row.truth) for row in facts.statements} == {
        row["code"]: {slug: Truth(value) for slug, value in row["truth"].items()}
        for data in methods.values()
        for row in [*data["advantages"], *data["disadvantages"]]
    }
    assert set(facts.contrasts) == {(slug, wrong) for slug, data in methods.items() for wrong in data["contrasts"]}
    assert {(row.model, row.code) for row in facts.wordings} == {
        (model, code) for model, wordings in found["wordings.yaml"]["wordings"].items() for code in wordings
    }


def test_facts_in_full(notes):
    facts = queries.fact_base(notes)

    assert facts.cells["flow", "SKL"] == CellFact(
        method="flow",
        dimension="SKL",
        level=1,
        low=1,
        high=2,
        sentence="Line tasks are narrow and quickly learned, although maintenance staff are skilled.",
    )
    assert facts.examples[0] == ExampleFact(
        code="J01",
        method="job",
        text="A two-person shop measures one client, cuts cloth for that client alone and completes the suit over "
        "several fittings.",
        why="The suit is cut to one person's measurements, so no other unit is made like it.",
        trade="clothing",
    )
    assert facts.cost_scales[0] == CostScale(
        method="job",
        fixed_min=2000,
        fixed_max=20000,
        fixed_step=500,
        variable_min=Decimal(20),
        variable_max=Decimal(80),
        variable_step=Decimal("0.5"),
        output_min=20,
        output_max=2000,
        output_step=20,
    )


READING = 46  # the topic, its thirty-six tables, and what their rows hang on


def test_facts_are_read_once_for_each_version(unread, django_assert_num_queries):
    with django_assert_num_queries(READING):
        first = queries.fact_base(unread)
    with django_assert_num_queries(0):
        assert queries.fact_base(unread) is first

    Cell.objects.filter(method__slug="job", dimension__code="UC").update(level=4, low=4)
    raise_version(unread)

    again = queries.fact_base(fresh(unread))
    assert again.cells["job", "UC"].level == 4
    assert first.cells["job", "UC"].level == 5


def test_more_rows_need_no_more_questions(unread, django_assert_num_queries):
    job = unread.methods.get(slug="job")
    for code in ("X1", "X2", "X3"):
        statement = Statement.objects.create(method=job, code=code, kind="advantage", view="business", text=code)
        for method in unread.methods.all():
            StatementTruth.objects.create(statement=statement, method=method, value="T")
        group = unread.groups.create(model="IM22", code=code, note="lean#kanban", position=99)
        puzzle = unread.puzzles.create(model="IM12", code=code, method=job, note="lean#kanban")
        for role in ("key", "other"):
            group.cases.create(code=role)
            puzzle.replies.create(code=role, role=role)

    with django_assert_num_queries(READING):
        facts = queries.fact_base(unread)

    assert [len(group.cases) for group in facts.material.banks["IM22"].groups[-3:]] == [2, 2, 2]


def test_a_statement_without_a_truth_for_each_method_is_left_out(unread):
    StatementTruth.objects.filter(statement__code="JA1", method__slug="flow").delete()

    assert "JA1" not in {row.code for row in queries.fact_base(unread).statements}


# --- Pages ----------------------------------------------------------------------------------------


def test_only_published_topics_are_found(notes):
    load_topic(load("pricing-strategies"))
    Topic.objects.filter(pk=notes.pk).update(published=False)

    assert [topic.slug for topic in queries.topics()] == ["pricing-strategies"]
    with pytest.raises(Topic.DoesNotExist):
        queries.topic_of(notes.slug)


def test_a_method_page_tells_where_the_method_stands(notes):
    page = queries.method_page(notes, slug="batch")

    assert (page.place, page.count) == (2, 4)
    assert (page.previous.slug, page.next.slug) == ("job", "flow")
    assert [(row.anchor, row.level, row.word) for group in page.groups for row in group.standings] == [
        (row.code.lower(), level := row.cells["batch"].level, row.words[level - row.scale_low])
        for row in load("operations-methods").dimensions
    ]
    assert [example.code for example in page.examples][:3] == ["B01", "B02", "B03"]
    assert [(group.view, len(group.texts)) for group in page.advantages] == [
        ("The business", 6),
        ("Workers", 1),
        ("Customers", 1),
    ]
    assert [(group.view, len(group.texts)) for group in page.disadvantages] == [
        ("The business", 6),
        ("Workers", 1),
        ("Customers", 2),
    ]


def test_the_first_and_last_method_have_one_neighbour(any_notes, any_pack):
    slugs = [method.slug for method in any_pack.methods]

    first, last = (queries.method_page(any_notes, slug=slug) for slug in (slugs[0], slugs[-1]))

    assert (first.previous, last.next) == (None, None)
    assert (first.next.slug, last.previous.slug) == (slugs[1], slugs[-2])


def test_another_topic_has_other_methods(notes):
    with pytest.raises(Method.DoesNotExist):
        queries.method_page(notes, slug="skimming")


def test_methods_are_compared_in_the_order_of_the_notes_or_of_a_dimension(notes):
    plain, by_cost = queries.comparison(notes), queries.comparison(notes, sort="UC")

    assert [method.slug for method in plain.methods] == ["job", "batch", "flow", "mass-customisation"]
    assert [method.slug for method in by_cost.methods] == ["job", "batch", "mass-customisation", "flow"]
    cost = next(row for group in by_cost.groups for row in group.rows if row.dimension.code == "UC")
    assert [cell.standing.word for cell in cost.cells] == ["Very high", "Medium", "Low", "Very low"]
    assert (plain.sorted_by, by_cost.sorted_by.code) == (None, "UC")


def test_a_comparison_keeps_a_place_for_what_is_not_said(notes):
    Cell.objects.filter(method__slug="job", dimension__code="VOL").delete()

    rows = (row for group in queries.comparison(notes, sort="VOL").groups for row in group.rows)
    first_row = next(row for row in rows if row.dimension.code == "VOL")

    assert {cell.method.slug: cell.standing and cell.standing.level for cell in first_row.cells} == {
        "flow": 5,
        "mass-customisation": 4,
        "batch": 3,
        "job": None,
    }


def test_an_unknown_dimension_is_refused_in_words(notes):
    with pytest.raises(queries.UnknownDimension, match="There is nothing called LCH to sort by"):
        queries.comparison(notes, sort="LCH")


def test_a_level_without_a_word_is_said_as_a_number():
    dimension = Dimension(scale_low=1, scale_high=5, words="Low\nHigh")

    assert [dimension.word_for(level) for level in (0, 1, 2, 3)] == ["0", "Low", "High", "3"]


def test_leaks_are_those_of_all_methods(notes):
    assert queries.leaks_of(notes.pk)[:1] == ("job*",)
    assert {"batch*", "flow", "mass"} <= set(queries.leaks_of(notes.pk))
