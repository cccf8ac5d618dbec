"""Scripts typed into any field of the notes never reach a page alive."""

from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db.models import CharField, SlugField, TextField
from django.urls import reverse

from opsmethods.models import ContentRow, Topic
from opsmethods.operations import raise_version

ATTACK = '<script>x</script><img src=x onerror="x">[a](javascript:x)"><svg onload=x>\''
LINES = {"words", "leaks", "sources", "also", "circular", "core", "beyond", "lean", "against", "when", "dimensions"}
KEYS = {
    "code",
    "slug",
    "import_hash",
    "kind",
    "view",
    "board",
    "level",
    "model",
    "back",
    "map_across",
    "map_up",
    "group",
}


class Alive(HTMLParser):
    """What a browser would run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.append("script")
        self.found += [name for name in given if name.startswith("on")]
        self.found += [value for value in given.values() if str(value).strip().lower().startswith("javascript:")]


@pytest.fixture
def attacked(notes):
    """Every text that an editor can write, with an attack in it."""
    for model in apps.get_app_config("opsmethods").get_models():
        if issubclass(model, ContentRow):
            fields = [field for field in model._meta.concrete_fields if is_prose(field)]
            for row in model.objects.all():
                for field in fields:
                    setattr(row, field.name, (ATTACK + getattr(row, field.name))[: field.max_length])
                row.save()
    raise_version(notes)
    return Topic.objects.get(pk=notes.pk)


def is_prose(field) -> bool:
    is_text = isinstance(field, CharField | TextField) and not isinstance(field, SlugField) and not field.choices
    return is_text and field.name not in KEYS | LINES


def pages(topic: Topic) -> list[str]:
    own = [topic.slug]
    names = ["topic_detail", "method_compare", "method_choose", "cost_compare", "term_list"]
    found = [reverse("opsmethods:home"), reverse("opsmethods:topic_list"), reverse("quizzes:quiz_home")]
    found += [reverse(f"opsmethods:{name}", args=own) for name in names]
    found += [reverse("opsmethods:method_detail", args=[*own, row.slug]) for row in topic.methods.all()]
    found += [reverse("opsmethods:theme_detail", args=[*own, row.slug]) for row in topic.themes.all()]
    found += [f"{reverse('opsmethods:note_search', args=own)}?q=tailor"]
    return [*found, f"{reverse('opsmethods:method_choose', args=own)}?volume=dozen&variety=blank-sheet"]


def test_nothing_typed_into_a_row_comes_alive_on_a_page(attacked, client):
    alive = {path: Alive(client.get(path).content.decode()).found for path in pages(attacked)}

    assert {path: found for path, found in alive.items() if found} == {}
    assert b"&lt;script&gt;x" in client.get(reverse("opsmethods:topic_detail", args=[attacked.slug])).content
