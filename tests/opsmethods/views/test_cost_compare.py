import re
from html import unescape

import pytest
from django.urls import reverse

from opsmethods.models import CostScale, Method, Topic
from opsmethods.operations import load_topic, raise_version
from tests.opsmethods.packs import load

WORKED = {
    "first": "job",
    "second": "batch",
    "job-fixed": "9000",
    "job-variable": "42",
    "batch-fixed": "33000",
    "batch-variable": "18",
}
BATCH_AND_FLOW = {"first": "batch", "second": "flow"}
COSTED = [method for method in load("operations-methods").methods if method.costs]


def url(topic: str = "operations-methods") -> str:
    return reverse("opsmethods:cost_compare", args=[topic])


def page_of(client, **given: str) -> str:
    return client.get(url(), given).content.decode()


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def told(page: str) -> str:
    """The one sentence about the costs that is not hidden."""
    shown = re.findall(r'<p class="mb-0" data-case="[a-z-]+">(.*?)</p>', page)
    assert len(shown) == 1
    return words_of(shown[0])


def row_of(page: str, output: int) -> list[str]:
    row = page.partition(f'<tr data-output="{output}">')[2].partition("</tr>")[0]
    return [words_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]


def sliders(page: str) -> dict[str, str]:
    fields = re.findall(r'<input class="form-range"[^>]*>', page)
    return {re.search(r' name="([^"]+)"', field)[1]: re.search(r' value="([^"]+)"', field)[1] for field in fields}


# --- What it says ---------------------------------------------------------------------------------


def test_the_worked_number_is_told_in_words(notes, client):
    assert told(page_of(client, **WORKED)) == (
        "At 1,000 units both cost the same: $51,000 in total, $51.00 a unit. "
        "Below that, Job production costs less in total; above it, Batch production."
    )


def test_the_order_of_the_two_does_not_matter(notes, client):
    assert told(page_of(client, **WORKED)) == told(page_of(client, **WORKED | {"first": "batch", "second": "job"}))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            WORKED | {"job-variable": "41.5"},
            (
                "At about 1,021 units both cost the same: $51,383 in total, $50.31 a unit. "
                "Below that, Job production costs less in total; above it, Batch production."
            ),
        ),
        (
            WORKED | {"job-fixed": "20000", "batch-fixed": "20000"},
            (
                "The curves do not cross. Batch production costs less at every output, "
                "for neither of its costs is the higher one."
            ),
        ),
        (
            BATCH_AND_FLOW | {"batch-fixed": "299000", "batch-variable": "18", "flow-fixed": "300000"},
            (
                "They would cost the same at about 69 units, but neither is used to make so few. "
                "At any usual output Flow production costs less."
            ),
        ),
        (
            BATCH_AND_FLOW | {"batch-variable": "8", "flow-fixed": "5000000", "flow-variable": "6"},
            (
                "They would cost the same at 2,420,000 units, but neither is used to make so many. "
                "At any usual output Batch production costs less."
            ),
        ),
    ],
)
def test_every_case_has_its_words(notes, client, given, words):
    assert told(page_of(client, **given)) == words


def test_the_same_costs_are_said_to_be_the_same(notes, client):
    CostScale.objects.filter(method__slug="batch").update(
        fixed_min=2000, fixed_max=20000, fixed_step=500, variable_min=20, variable_max=80, variable_step="0.5"
    )

    page = page_of(client)

    assert told(page).endswith("both cost the same at every output.")
    assert row_of(page, 20) == ["$600.00", "$600.00", "neither"]


def test_the_table_has_what_a_unit_costs(notes, client):
    page = page_of(client, **WORKED)

    assert row_of(page, 20) == ["$492.00", "$1,668.00", "Job production"]
    assert row_of(page, 1000) == ["$51.00", "$51.00", "neither"]
    assert row_of(page, 50000) == ["$42.18", "$18.66", "Batch production"]


def test_both_drawings_mark_the_crossing(notes, client):
    page = page_of(client, **WORKED)

    assert len(re.findall(r"<g data-mark>", page)) == 2
    assert page.count(">1,000 units</text>") == 2
    assert page.count("<title id") == page.count("<desc") == 2
    assert "style=" not in page


def test_where_nothing_crosses_nothing_is_marked(notes, client):
    page = page_of(client, **WORKED | {"job-fixed": "20000", "batch-fixed": "20000"})

    assert page.count('<g data-mark visibility="hidden">') == 2


# --- What it offers -------------------------------------------------------------------------------


def test_only_methods_whose_costs_are_known_are_offered(notes, client):
    page = page_of(client)
    offered = re.findall(r'<option value="([^"]+)"', page)

    assert offered == 2 * [method.slug for method in COSTED]
    assert [method.name for method in load("operations-methods").methods if method.name not in page] == [
        method.name for method in load("operations-methods").methods if not method.costs
    ]


def test_sliders_begin_in_the_middle_of_the_scale(notes, client):
    assert sliders(page_of(client)) == {
        "job-fixed": "11000",
        "job-variable": "50.00",
        "batch-fixed": "160000",
        "batch-variable": "13.00",
    }


def test_an_address_brings_its_costs_back(notes, client):
    page = page_of(client, **WORKED)

    assert sliders(page) == {
        "job-fixed": "9000",
        "job-variable": "42.00",
        "batch-fixed": "33000",
        "batch-variable": "18.00",
    }
    assert re.findall(r'<option value="([^"]+)" selected', page) == ["job", "batch"]


def test_a_new_method_brings_its_own_sliders(notes, client):
    page = page_of(client, **WORKED | {"second": "flow"})

    assert list(sliders(page)) == ["job-fixed", "job-variable", "flow-fixed", "flow-variable"]
    assert sliders(page)["job-fixed"] == "9000"
    assert "Batch production (thin line)" in words_of(page)


@pytest.mark.parametrize(
    ("given", "field", "note"),
    [
        ({"first": "craft"}, "first", "Nothing here has that name. Another one is shown."),
        ({"second": "job"}, "second", "Choose two that differ. Another one is shown."),
        ({"job-fixed": "lots"}, "job-fixed", "That was no number. The middle is shown."),
        ({"batch-fixed": "1"}, "batch-fixed", "It goes from $20,000 to $300,000. The middle is shown."),
        ({"batch-variable": "8.7"}, "batch-variable", "It moves in steps of $0.50. The nearest is shown."),
    ],
)
def test_what_cannot_be_had_is_said_beside_its_field(notes, client, given, field, note):
    answer = client.get(url(), given)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert f'id="{field}-note">{note}</p>' in page
    assert re.search(rf'id="{field}"[^>]* aria-describedby="[^"]*{field}-note"', page)
    assert page.count("-note") == 2


def test_what_an_address_says_does_not_reach_the_page_alive(notes, client):
    page = page_of(client, first="<script>x</script>", **{"job-fixed": '"><script>x'})

    assert "<script>x" not in page


def test_the_page_works_without_a_script(notes, client):
    page = page_of(client)
    form = page.partition('<form method="get" action="/notes/operations-methods/costs/"')[2].partition("</form>")[0]

    assert '<button class="btn btn-primary">Draw these</button>' in form
    assert "csrf" not in page


def test_only_the_plain_page_is_for_search_engines(notes, client):
    assert "noindex" not in page_of(client)
    assert "noindex" in page_of(client, **WORKED)


# --- Whether it is there --------------------------------------------------------------------------


def test_a_topic_without_costs_has_no_such_page(db, client):
    load_topic(load("pricing-strategies"))

    assert client.get(url("pricing-strategies")).status_code == 404
    assert client.get(url("nothing")).status_code == 404


@pytest.mark.parametrize("rows", [CostScale.objects, Method.objects])
def test_drafts_are_not_compared(notes, client, rows):
    slugs = [method.slug for method in COSTED]
    path = "method__slug__in" if rows.model is CostScale else "slug__in"
    rows.filter(**{path: slugs[:1]}).update(published=False)
    raise_version(notes)
    assert re.findall(r'<option value="([^"]+)"', page_of(client)) == 2 * slugs[1:]

    rows.filter(**{path: slugs[:2]}).update(published=False)
    raise_version(notes)

    assert client.get(url()).status_code == 404


def test_an_editor_may_compare_drafts(notes, admin_client):
    CostScale.objects.update(published=False)
    raise_version(notes)

    assert admin_client.get(url()).status_code == 404
    page = admin_client.get(url(), {"drafts": "1"})
    assert page.status_code == 200
    assert '<input type="hidden" name="drafts" value="1">' in page.content.decode()


def test_a_browser_that_has_the_page_is_not_sent_it_again(notes, client):
    first = client.get(url(), WORKED)

    again = client.get(url(), WORKED, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_more_rows_need_no_more_questions(db, client, django_assert_num_queries):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    grow(topic, 1)
    grow(topic, 2)
    with django_assert_num_queries(3):
        client.get(url("x"))
    grow(topic, 3)
    grow(topic, 4)
    raise_version(topic)
    with django_assert_num_queries(3):
        client.get(url("x"))


def grow(topic: Topic, number: int) -> None:
    method = Method.objects.create(topic=topic, slug=f"m{number}", name="M", slot=number)
    bounds = {f"{what}_{end}": value for what in ("fixed", "variable", "output") for end, value in BOUNDS.items()}
    CostScale.objects.create(method=method, **bounds)


BOUNDS = {"min": 1, "max": 10, "step": 1}


def test_the_page_is_read_only(notes, client):
    assert client.post(url()).status_code == 405
