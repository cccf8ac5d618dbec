import re
from html import unescape

import pytest
from django.urls import reverse

from opsmethods.models import Cell, Dimension, Method, Topic
from opsmethods.operations import raise_version


def url(topic: str = "operations-methods") -> str:
    return reverse("opsmethods:method_compare", args=[topic])


def columns(page: str) -> list[str]:
    head = page.partition("<thead>")[2].partition("</thead>")[0]
    return re.findall(r"</svg>\s*([^<]+)</a>", head)


def test_every_cell_is_in_the_table(any_notes, any_pack, client):
    page = unescape(client.get(url(any_notes.slug)).content.decode())

    assert columns(page) == [method.name for method in any_pack.methods]
    for dimension in any_pack.dimensions:
        row = page.partition(f">{dimension.label}</a></th>")[2].partition("</tr>")[0]
        words = [
            dimension.words[dimension.cells[method.slug].level - dimension.scale_low] for method in any_pack.methods
        ]
        assert re.findall(r"</svg>\s*([^<]+)</td>", row) == words
    assert "noindex" not in page


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("VOL", ["Flow production", "Mass customisation", "Batch production", "Job production"]),
        ("UC", ["Job production", "Batch production", "Mass customisation", "Flow production"]),
    ],
)
def test_methods_can_be_put_in_order_without_a_script(notes, client, sort, names):
    page = client.get(url(), {"sort": sort}).content.decode()

    assert columns(page) == names
    assert "highest first." in page
    assert f'<a href="{url()}">back to the order of the notes</a>' in page
    assert f"dimension={sort}" in page


def test_an_unknown_order_or_topic_is_not_found(notes, client):
    assert client.get(url(), {"sort": "NOPE"}).status_code == 404
    assert client.get(url("nothing")).status_code == 404

    Topic.objects.update(published=False)

    assert client.get(url()).status_code == 404


def test_what_is_not_said_is_said_to_be_so(notes, client):
    Cell.objects.filter(method__slug="job", dimension__code="VOL").delete()

    assert client.get(url()).content.decode().count("Not said yet") == 1


def test_more_rows_need_no_more_questions(db, client, django_assert_num_queries):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    grow(topic, 1)
    with django_assert_num_queries(5):
        client.get(url("x"))
    grow(topic, 2)
    grow(topic, 3)
    raise_version(topic)
    with django_assert_num_queries(5):
        client.get(url("x"))
    with django_assert_num_queries(1):
        client.get(url("x"))


def grow(topic: Topic, number: int) -> None:
    method = Method.objects.create(topic=topic, slug=f"m{number}", name="M", slot=number)
    dimension = Dimension.objects.create(topic=topic, code=f"D{number}", label="D", words="A\nB")
    Cell.objects.create(method=method, dimension=dimension, level=1, low=1, high=1)


def test_the_comparison_is_read_only(notes, client):
    assert client.post(url()).status_code == 405
