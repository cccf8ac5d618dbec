"""What the pages say, read as a student reads them: nothing of the source is missing, and nothing is hard to read."""

import re
from hashlib import sha256
from html import unescape

import pytest
from django.urls import reverse

from opsmethods.domain.reading import grade_of, sentences_in, syllables_in
from tests.essays.domain.test_content import QUESTIONS
from tests.opsmethods.packs import load
from tests.opsmethods.test_prose import FACTS, LONGEST_SENTENCE

HIGHEST_GRADE = 9
BLOCK = re.compile(r"</(?:p|li|h[1-6]|dt|dd|th|td|summary|figcaption)>|<br>")
METHODS = [method.slug for method in load("operations-methods").methods]


def main_text(client, path: str) -> str:
    """The words of a page's main part, a block a line."""
    page = client.get(path).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    main = re.sub(r"<(svg|nav|form)\b.*?</\1>", " ", main, flags=re.DOTALL)
    lines = (
        re.sub(r"<[^>]+>", " ", line.partition(">")[2] if line.startswith(" id") else line)
        for line in BLOCK.split(main)
    )
    return "\n\n".join(" ".join(unescape(line).split()) for line in lines if line.strip())


def path_of(place: str) -> str:
    if place == "topic":
        return reverse("opsmethods:topic_detail", args=["operations-methods"])
    return reverse("opsmethods:method_detail", args=["operations-methods", place])


@pytest.mark.parametrize("place", ["topic", *METHODS])
def test_no_fact_of_the_source_is_missing_from_its_page(notes, client, place):
    text = " ".join(main_text(client, path_of(place)).split())
    facts = [(code, pattern) for code, where, pattern in FACTS if where == place]

    assert facts
    assert [fact for fact in facts if not re.search(fact[1], text)] == []


def test_the_five_questions_are_on_their_pages_word_for_word(notes, client):
    listed = client.get(reverse("essays:prompt_list")).content.decode()
    texts = [unescape(text) for text in re.findall(r'<p class="prose mb-0">(.*?)</p>', listed)]

    assert [sha256(text.encode()).hexdigest() for text in texts] == list(QUESTIONS.values())


@pytest.mark.parametrize("method", METHODS)
def test_a_page_of_a_method_is_easy_to_read(notes, client, method):
    text = main_text(client, path_of(method))
    prose = "\n\n".join(line for line in text.split("\n\n") if line.endswith((".", "?", "!")))

    assert grade_of(prose) <= HIGHEST_GRADE
    assert [line for line in sentences_in(prose) if len(line.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("make", 1),
        ("table", 2),
        ("production", 3),
        ("moved", 1),
        ("wanted", 2),
        ("boxes", 2),
        ("lines", 1),
        ("specification", 5),
    ],
)
def test_syllables_are_counted(word, count):
    assert syllables_in(word) == count


def test_the_grade_of_the_worked_example():
    assert grade_of("The cat sat on the mat.") == pytest.approx(-1.45)
