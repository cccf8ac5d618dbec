from decimal import Decimal

import pytest

from opsmethods import operations
from opsmethods.domain.schema import ContentError
from opsmethods.models import Cell, ContentRow, Example, Method, Statement, StatementTruth, Topic
from opsmethods.operations import FieldChange, Outcome, RowChange, load_topic, raise_version
from tests.opsmethods.packs import load, spoiled

FIRST_JOB = "examples.0.text"


def changes(report) -> list[RowChange]:
    return [row for row in report.rows if row.outcome != Outcome.SAME]


def everything() -> dict[str, list]:
    """Every content row of the database, whole."""
    tables = [*ContentRow.__subclasses__(), StatementTruth]
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}


def retold(text: str = "A tailor making a coat"):
    return spoiled("operations-methods", "methods/job.yaml", FIRST_JOB, text)


def test_loading_twice_changes_nothing(any_notes, any_pack):
    before = everything()

    report = load_topic(any_pack)

    assert changes(report) == []
    assert not report.has_changes
    assert everything() == before


def test_a_first_load_adds_every_row_and_raises_the_version_once(empty_site, any_pack):
    report = load_topic(any_pack)

    assert {row.outcome for row in report.rows} == {Outcome.ADDED}
    assert Topic.objects.get(slug=any_pack.topic.slug).version == 2


def test_a_changed_pack_changes_the_row_and_raises_the_version_once(notes):
    report = load_topic(retold())

    assert changes(report) == [
        RowChange(
            "example job/J01",
            Outcome.CHANGED,
            (FieldChange("text", "A tailor making a suit for one client", "A tailor making a coat"),),
        )
    ]
    assert Example.objects.get(code="J01").text == "A tailor making a coat"
    assert Topic.objects.get(pk=notes.pk).version == notes.version + 1


def test_a_row_edited_here_is_left_alone_and_named(notes):
    Example.objects.filter(code="J01").update(text="A tailor at work")

    report = load_topic(retold())

    assert changes(report) == [
        RowChange(
            "example job/J01",
            Outcome.EDITED,
            (FieldChange("text", "A tailor at work", "A tailor making a coat"),),
        )
    ]
    assert Example.objects.get(code="J01").text == "A tailor at work"
    assert Topic.objects.get(pk=notes.pk).version == notes.version


def test_an_edit_that_the_pack_catches_up_with_is_followed_again(notes):
    Example.objects.filter(code="J01").update(text="A tailor making a coat")

    assert changes(load_topic(retold())) == []
    assert [row.outcome for row in changes(load_topic(retold("A tailor making a cap")))] == [Outcome.CHANGED]


def test_a_truth_changed_here_leaves_the_statement_alone(notes):
    StatementTruth.objects.filter(statement__code="JA1", method__slug="flow").update(value="~")

    report = load_topic(load("operations-methods"))

    assert [(row.key, row.outcome) for row in changes(report)] == [("statement job/JA1", Outcome.EDITED)]


def test_a_truth_changed_in_the_pack_is_loaded(notes):
    load_topic(spoiled("operations-methods", "methods/job.yaml", "advantages.0.truth.flow", "~"))

    truths = Statement.objects.get(code="JA1").truths.values_list("method__slug", "value")
    assert dict(truths) == {"job": "T", "batch": "~", "flow": "~", "mass-customisation": "~"}


def test_a_row_deleted_here_does_not_come_back_nor_does_what_hung_on_it(notes):
    Example.objects.filter(code="J01").delete()
    Method.objects.get(slug="batch").delete()

    report = load_topic(load("operations-methods"))

    assert {row.outcome for row in changes(report) if row.key == "example job/J01"} == {Outcome.DELETED}
    assert not Example.objects.filter(code="J01").exists()
    assert not Cell.objects.filter(method__slug="batch").exists()


def test_a_dry_run_says_what_would_happen_and_writes_nothing(notes):
    before = everything()

    report = load_topic(retold(), dry_run=True)

    assert [row.outcome for row in changes(report)] == [Outcome.CHANGED]
    assert everything() == before


def test_a_value_that_does_not_fit_its_column_stops_the_load(notes):
    before = everything()

    with pytest.raises(ContentError, match=r"^example job/J01: text: .* at most 200 characters"):
        load_topic(retold("long " * 50))

    assert everything() == before


def test_a_method_may_not_take_the_address_of_the_comparison(db):
    pack = load("pricing-strategies")
    row = next(row for row in operations.rows_of(pack) if row.table == "method")

    with pytest.raises(ContentError, match="Another page has this address"):
        operations._check(Method(**{**row.values, "slug": "compare"}), row)


def test_line_ends_from_a_browser_are_no_edit(notes):
    job = Method.objects.get(slug="job")
    Method.objects.filter(pk=job.pk).update(idea=job.idea.replace("\n", "\r\n"))

    assert changes(load_topic(load("operations-methods"))) == []


def test_decimals_come_back_equal(notes):
    pack = spoiled("operations-methods", "methods/job.yaml", "costs.variable.step", Decimal("0.50"))

    assert changes(load_topic(pack)) == []


def test_raise_version_touches_one_topic(notes):
    load_topic(load("pricing-strategies"))
    other = Topic.objects.get(slug="pricing-strategies").version

    raise_version(notes)

    assert Topic.objects.get(pk=notes.pk).version == notes.version + 1
    assert Topic.objects.get(slug="pricing-strategies").version == other


def test_loading_again_asks_a_fixed_number_of_times(notes, django_assert_num_queries):
    pack = load("operations-methods")

    # Savepoint in and out, the topic locked, thirty-five tables, ends of changes, truths with their methods,
    # methods of puzzles and of their replies, questions of answers, methods and answers of clues.
    with django_assert_num_queries(48):
        load_topic(pack)
