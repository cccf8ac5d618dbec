import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from opsmethods.domain.content import SHIPPED
from opsmethods.domain.rows import rows_of
from opsmethods.models import Example, Topic
from tests.opsmethods.packs import PACKS, load

ROWS = len(list(rows_of(load("operations-methods"))))

pytestmark = pytest.mark.usefixtures("empty_site")


def run(*arguments: str, **options) -> list[str]:
    out = StringIO()
    call_command("load_content", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def test_without_a_folder_it_loads_what_comes_with_the_site():
    assert run() == [f"operations-methods: {ROWS} added"]
    assert run() == [f"operations-methods: {ROWS} same"]
    assert [topic.slug for topic in Topic.objects.all()] == ["operations-methods"]


def test_a_folder_of_any_topic_can_be_loaded():
    assert run(str(PACKS["pricing-strategies"])) == ["pricing-strategies: 170 added"]


def test_it_prints_a_diff_and_says_what_it_left_alone(tmp_path):
    pack = shutil.copytree(SHIPPED / "operations-methods", tmp_path / "operations-methods")
    run(str(pack))
    Example.objects.filter(code="J03").update(text="A painter at work")
    topic = (pack / "topic.yaml").read_text()
    (pack / "topic.yaml").write_text(topic.replace("Four ways", "4 ways"))

    expected = [
        "  topic operations-methods: changed",
        "    headline: 'Four ways to make things' -> '4 ways to make things'",
        "  example job/J03: left alone: edited here",
        "    text: 'A painter at work' -> \"An artist painting someone's portrait\"",
    ]
    counts = f"operations-methods: 1 changed, {ROWS - 2} same, 1 left alone: edited here"
    assert run(str(pack), "--dry-run") == [f"{counts} (dry run: nothing written)", *expected]
    assert run(str(pack)) == [counts, *expected]
    assert run(str(pack))[0] == f"operations-methods: {ROWS - 1} same, 1 left alone: edited here"


def test_new_rows_are_listed_on_request():
    assert "  method job: added" in run(verbosity=2)
    assert run(verbosity=0) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [("colour: red", "topic.yaml: colour: unknown key"), ("slug: [", "topic.yaml")],
)
def test_a_pack_that_cannot_be_read_is_refused_with_the_reason(tmp_path, text, reason):
    (tmp_path / "topic.yaml").write_text(text)

    with pytest.raises(CommandError, match=reason):
        run(str(tmp_path))

    assert not Topic.objects.exists()
