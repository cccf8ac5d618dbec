import re
from html import unescape

from django.urls import reverse

from opsmethods.models import Cell, Dimension, Example, Method, Statement, Topic
from opsmethods.operations import raise_version


def url(method: str, topic: str = "operations-methods") -> str:
    return reverse("opsmethods:method_detail", args=[topic, method])


def words_of(page: str) -> str:
    return unescape(re.sub(r"</?(a|strong|em)\b[^>]*>", "", page))


def test_every_word_of_a_method_is_on_its_page(any_notes, any_pack, client):
    for method in any_pack.methods:
        page = words_of(client.get(url(method.slug, any_notes.slug)).content.decode())

        statements = [statement.text for statement in [*method.advantages, *method.disadvantages]]
        examples = [text for example in method.examples for text in (example.text, example.why)]
        cells = [dimension.cells[method.slug].sentence for dimension in any_pack.dimensions]
        paragraphs = [*method.idea.split("\n\n"), *method.process.split("\n\n")]
        mistakes = [text for row in method.misconceptions for text in (row.belief, row.correction)]
        kinds = [trait.cells[method.slug] for trait in any_pack.traits]
        wanted = [
            *mistakes,
            *kinds,
            method.name,
            method.definition,
            method.recap,
            *paragraphs,
            *cells,
            *examples,
            *statements,
        ]
        assert [text for text in wanted if text not in page] == []


def test_each_anchor_that_a_question_may_lead_to_stands_once(any_notes, any_pack, client):
    page = client.get(url(any_pack.methods[0].slug, any_notes.slug)).content.decode()

    ids = re.findall(r'\sid="([^"]+)"', page)
    anchors = ["definition", "examples", *(dimension.code.lower() for dimension in any_pack.dimensions)]
    assert [anchor for anchor in anchors if ids.count(anchor) != 1] == []


def test_levels_are_drawn_and_said(notes, client):
    page = client.get(url("flow")).content.decode()

    volume = page.partition('<li id="vol"')[2].partition("</li>")[0]
    assert volume.count('r="5.5"') == 5
    assert "Very high" in volume
    assert "method-slot-3" in page
    assert "method 3 of 4" in page


def test_a_method_of_another_topic_is_not_found(notes, client):
    assert client.get(url("skimming")).status_code == 404
    assert client.get(url("job", "nothing")).status_code == 404

    Topic.objects.update(published=False)

    assert client.get(url("job")).status_code == 404


def test_a_method_without_anything_says_so(db, client):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    Method.objects.create(topic=topic, slug="m", name="M", slot=1)

    page = client.get(url("m", "x")).content.decode()

    assert "Nothing has been compared yet." in page
    assert "There are no examples yet." in page
    assert page.count("None have been written yet.") == 2


def test_more_rows_need_no_more_questions(db, client, django_assert_num_queries):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    method = Method.objects.create(topic=topic, slug="m", name="M", slot=1)
    grow(method, 1)
    with django_assert_num_queries(10):
        client.get(url("m", "x"))
    grow(method, 2)
    grow(method, 3)
    raise_version(topic)
    with django_assert_num_queries(10):
        client.get(url("m", "x"))
    with django_assert_num_queries(1):
        client.get(url("m", "x"))


def grow(method: Method, number: int) -> None:
    dimension = Dimension.objects.create(topic=method.topic, code=f"D{number}", label="D", words="A\nB")
    Cell.objects.create(method=method, dimension=dimension, level=1, low=1, high=1)
    Example.objects.create(method=method, code=f"E{number}")
    Statement.objects.create(method=method, code=f"S{number}", kind="advantage", view="worker", text="s")
    Method.objects.create(topic=method.topic, slug=f"m{number}", name="M", slot=number + 1)


def test_a_method_is_read_only(notes, client):
    assert client.post(url("job")).status_code == 405
