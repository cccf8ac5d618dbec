import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from opsmethods.models import (
    Answer,
    AnswerFit,
    DecisionRule,
    Factor,
    FactorPoint,
    Method,
    Question,
    Topic,
)
from opsmethods.operations import load_topic, raise_version
from tests.opsmethods.packs import PACKS, load

ASKING = [name for name in PACKS if load(name).choosing.questions]


@pytest.fixture(params=ASKING)
def asking(request, db) -> Topic:
    """Each topic that asks anything."""
    pack = load(request.param)
    if not Topic.objects.filter(slug=pack.topic.slug, questions__isnull=False).exists():
        load_topic(pack)
    return Topic.objects.get(slug=pack.topic.slug)


@pytest.fixture
def pricing(db) -> Topic:
    load_topic(load("pricing-strategies"))
    return Topic.objects.get(slug="pricing-strategies")


def url(topic: str = "pricing-strategies") -> str:
    return reverse("opsmethods:method_choose", args=[topic])


def text_of(client, topic: str = "pricing-strategies", **answers: str) -> str:
    """The words of the page, without markup."""
    page = client.get(url(topic), answers).content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def words(text: str) -> str:
    """With spaces wherever markup leaves some."""
    return re.sub(r" (?=[.,])", "", text)


# --- Asking ---------------------------------------------------------------------------------------


def test_everything_is_asked_and_nothing_is_answered_at_first(asking, client):
    choosing = load(asking.slug).choosing
    page = unescape(client.get(url(asking.slug)).content.decode())

    assert f'<h1 class="mb-3">Which {asking.noun} fits?</h1>' in page
    assert "Nothing is answered yet." in page
    assert re.findall(r'<legend class="h3 mb-2">([^<]+)</legend>', page) == [row.label for row in choosing.questions]
    for question in choosing.questions:
        values = re.findall(rf'name="{question.code}" value="([^"]*)"( checked)?', page)
        assert values == [*((answer.code, "") for answer in question.answers), ("", " checked")]
        assert [answer.text for answer in question.answers if f"<span>{answer.text}</span>" not in page] == []
    assert "fits best" not in page
    assert "noindex" not in page


def test_every_factor_says_what_it_pushes_towards(asking, client):
    text = text_of(client, asking.slug)

    for factor in load(asking.slug).choosing.factors:
        assert [part for part in (factor.title, *factor.points.values()) if part not in text] == []


# --- Answering ------------------------------------------------------------------------------------


def test_every_rule_is_reached_and_says_why(asking, client):
    choosing = load(asking.slug).choosing

    assert choosing.rules
    for rule in choosing.rules:
        text = words(text_of(client, asking.slug, **{code: answers[0] for code, answers in rule.when.items()}))
        ending = f", unless {rule.unless}." if rule.unless else "."
        for slugs, verb in ((rule.lean, "lean to it"), (rule.against, "lean away from it")):
            said = f"Decision rule If {rule.condition}, {verb}, because {rule.because}{ending}"
            assert text.count(said) == len(slugs), rule.code


def test_the_recommendation_says_why_and_why_the_others_lost(pricing, client):
    page = client.get(url(), {"rivals": "slowly", "costs": "unknown"}).content.decode()
    text = words(" ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()))

    assert "Skimming pricing fits best so far" in text
    assert "From your answers to 2 of 2 questions." in text
    assert "How soon can rivals copy it? “Not for a few years” calls for it." in text
    assert "If nobody can copy it soon, lean to it, because the high price can last." in text
    lost = text.partition("Why the others lost")[2].partition("Share or check it")[0]
    assert re.findall(r"(\w+(?:-plus)? pricing) (Fits \w+|Does not fit)", lost) == [
        ("Penetration pricing", "Fits badly"),
        ("Cost-plus pricing", "Fits badly"),
    ]
    assert "“Not for a few years” speaks strongly against it." in lost
    assert "“Only roughly” all but rules it out." in lost
    assert (
        "If unit cost is not known, lean away from it, because there is nothing sure to add the percentage to, "
        "unless costs hardly change from one order to the next." in lost
    )
    for method in ("skimming", "penetration", "cost-plus"):
        assert f'href="/notes/pricing-strategies/{method}/"' in page
    assert "noindex" in page


def test_numbers_stand_in_the_details_only(pricing, client):
    page = client.get(url(), {"rivals": "slowly", "costs": "unknown"}).content.decode()
    before, details, after = re.split(r"(<details>.*</details>)", page, flags=re.DOTALL)
    number = re.compile(r">\s*[+\N{MINUS SIGN}-]?\d+\s*<")

    assert number.findall(before.partition("<main")[2]) == number.findall(after.partition("</main>")[0]) == []
    assert re.findall(r'data-label="([^"]+)">([^<]+)</td>', details) == [
        ("Skimming pricing", "+3"),
        ("Penetration pricing", "\N{MINUS SIGN}2"),
        ("Cost-plus pricing", "0"),
        ("Skimming pricing", "+1"),
        ("Penetration pricing", "0"),
        ("Cost-plus pricing", "\N{MINUS SIGN}3"),
        ("Skimming pricing", "+4"),
        ("Penetration pricing", "\N{MINUS SIGN}2"),
        ("Cost-plus pricing", "\N{MINUS SIGN}3"),
        ("Skimming pricing", "1"),
        ("Penetration pricing", "2"),
        ("Cost-plus pricing", "3"),
    ]


def test_the_link_on_the_page_brings_the_same_page_back(asking, client):
    questions = load(asking.slug).choosing.questions
    answers = {question.code: question.answers[-1].code for question in reversed(questions)} | {"junk": "1"}
    page = client.get(url(asking.slug), answers).content.decode()
    link = unescape(re.search(r'<a href="(\?[^"]+)">A link to this answer</a>', page)[1])

    again = client.get(url(asking.slug) + link).content.decode()

    assert "junk" not in link
    assert recommendation(again) == recommendation(page)
    assert link in unescape(again)
    assert (left_out(page), left_out(again)) == (True, False)


def recommendation(page: str) -> str:
    return page.partition('<h2 class="h1')[2].partition("</main>")[0]


def left_out(page: str) -> bool:
    return "It was left out." in page


def test_a_close_call_is_said_and_not_drawn(pricing, client):
    Answer.objects.filter(question__code="rivals", code="soon").get().fits.filter(method__slug="cost-plus").update(
        score=2
    )
    DecisionRule.objects.filter(code="R1").update(when="rivals: soon", lean="cost-plus")
    raise_version(pricing)

    text = words(text_of(client, rivals="soon"))

    assert "Too close to call: Penetration pricing or Cost-plus pricing" in text
    assert "These fit your answers about equally well." in text
    assert "The decision rules lean to Cost-plus pricing: read why below." in text
    assert "What could decide it: Does the firm know what one unit costs?" in text
    assert "fits best" not in text


@pytest.mark.parametrize(
    ("fits", "answers", "said"),
    [
        ({"skimming": 0, "penetration": 0, "cost-plus": 0}, 1, "These answers do not tell the strategies apart."),
        ({"skimming": 0, "penetration": 0, "cost-plus": -3}, 1, "These come closest, but none fits well."),
        ({"skimming": 0, "penetration": -2, "cost-plus": -3}, 1, "None fits well: Skimming pricing comes closest"),
        ({"skimming": 3, "penetration": 0, "cost-plus": 0}, 1, "One answer is a hint, not yet a decision."),
        ({"skimming": 3, "penetration": 0, "cost-plus": 0}, 1, "Your answers do more for Skimming pricing:"),
        ({"skimming": 3, "penetration": -2, "cost-plus": -2}, 2, "It is well ahead, and no single answer decides"),
        ({"skimming": 3, "penetration": 0, "cost-plus": 0}, 2, "It is well ahead, and no single answer decides"),
        (
            {"skimming": 1, "penetration": 0, "cost-plus": 0},
            2,
            "the lead is small or rests on one answer. What speaks",
        ),
    ],
)
def test_every_verdict_has_its_words(pricing, client, fits, answers, said):
    for slug, score in fits.items():
        AnswerFit.objects.filter(method__slug=slug).update(score=score)
    raise_version(pricing)

    text = words(text_of(client, **dict([("rivals", "soon"), ("costs", "known")][:answers])))

    assert said in text


def test_an_answer_against_the_leader_is_told_with_its_name(pricing, client):
    AnswerFit.objects.filter(method__slug="skimming").update(score=-3)
    AnswerFit.objects.filter(method__slug="skimming", answer__code="slowly").update(score=3)
    extra = Question.objects.create(topic=pricing, code="brand", label="Is the brand known?", position=3)
    answer = Answer.objects.create(question=extra, code="yes", text="Yes, everywhere")
    for method in pricing.methods.all():
        AnswerFit.objects.create(answer=answer, method=method, score=3 if method.slug == "skimming" else -3)
    raise_version(pricing)

    text = words(text_of(client, rivals="slowly", costs="unknown", brand="yes"))

    assert "Skimming pricing fits best so far It leads. But “Only roughly” all but rules it out" in text


# --- Addresses that nobody should have ------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "nothing=slowly",
        "rivals=nothing",
        "rivals=known",
        "rivals=slowly&rivals=soon",
        "rivals=%00",
        "rivals=%ff%fe",
        "rivals[]=slowly",
        "rivals=<script>alert(1)</script>",
        "=",
        "=&=slowly",
    ],
)
def test_what_is_not_asked_is_left_out_in_words(pricing, client, query):
    answer = client.get(f"{url()}?{query}")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert left_out(page) == (query != "=")
    assert "alert(1)" not in page


@pytest.mark.parametrize("query", ["", "rivals=", "rivals=&costs=", "drafts=1"])
def test_not_being_sure_is_no_mistake(pricing, client, query):
    page = client.get(f"{url()}?{query}").content.decode()

    assert "Nothing is answered yet." in page
    assert not left_out(page)


def test_an_address_beyond_all_measure_is_refused(pricing, client):
    query = "&".join(f"a{number}=1" for number in range(2000))

    assert client.get(f"{url()}?{query}").status_code == 400


def test_without_questions_or_methods_there_is_no_page(pricing, client):
    assert client.get(url("nothing")).status_code == 404

    Method.objects.filter(topic=pricing).update(published=False)
    raise_version(pricing)
    assert client.get(url()).status_code == 404

    Method.objects.filter(topic=pricing).update(published=True)
    Question.objects.filter(topic=pricing).update(published=False)
    raise_version(pricing)
    assert client.get(url()).status_code == 404


def test_an_unpublished_topic_is_not_found(pricing, client):
    Topic.objects.filter(pk=pricing.pk).update(published=False)

    assert client.get(url()).status_code == 404


# --- Drafts ---------------------------------------------------------------------------------------


def draft(rows, **which) -> None:
    assert rows.filter(**which).update(published=False) == 1


DRAFTS = {
    "question": lambda topic: draft(topic.questions, code="costs"),
    "answer": lambda topic: draft(Answer.objects, question__code="costs", code="unknown"),
    "rule": lambda topic: draft(topic.decision_rules, code="R2"),
    "factor": lambda topic: draft(topic.factors, code="F1"),
    "point": lambda topic: draft(FactorPoint.objects, method__slug="skimming"),
    "method": lambda topic: draft(topic.methods, slug="cost-plus"),
}
GONE = {
    "question": "Does the firm know what one unit costs?",
    "answer": "Only roughly",
    "rule": "If unit cost is not known",
    "factor": "How soon rivals can copy",
    "point": "Rivals need years.",
    "method": "Cost-plus pricing",
}


@pytest.mark.parametrize("what", DRAFTS)
def test_a_draft_is_seen_by_editors_only(pricing, client, what):
    answers = {"rivals": "slowly", "costs": "unknown"}
    assert GONE[what] in text_of(client, **answers)
    DRAFTS[what](pricing)
    raise_version(pricing)

    assert GONE[what] not in text_of(client, **answers)
    assert GONE[what] not in text_of(client, **answers, drafts="1")
    assert GONE[what] in text_of(editor(), **answers, drafts="1")


def editor() -> Client:
    user = User.objects.create_user("ed", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_topic"))
    client = Client()
    client.force_login(user)
    return client


def test_an_editor_who_looks_at_drafts_goes_on_looking(pricing, client):
    field = '<input type="hidden" name="drafts" value="1">'

    assert field in editor().get(url(), {"drafts": "1"}).content.decode()
    assert field not in client.get(url(), {"drafts": "1"}).content.decode()


def test_a_fit_that_is_a_draft_says_nothing(pricing, client):
    draft(AnswerFit.objects, answer__code="slowly", method__slug="skimming")
    raise_version(pricing)

    assert "“Not for a few years” calls for it" not in text_of(client, rivals="slowly")


def test_a_question_without_answers_is_not_asked(pricing, client):
    Answer.objects.filter(question__code="costs").update(published=False)
    raise_version(pricing)

    assert GONE["question"] not in text_of(client)


def test_a_rule_that_speaks_of_drafts_alone_says_nothing(pricing, client):
    DRAFTS["method"](pricing)
    raise_version(pricing)

    text = text_of(client, costs="unknown")

    assert "Decision rule" not in text
    assert "Skimming pricing" in text


# --- Cost -----------------------------------------------------------------------------------------


def test_more_rows_need_no_more_questions(db, client, django_assert_num_queries):
    topic = Topic.objects.create(slug="x", title="X", headline="X", noun="x", noun_plural="xs")
    grow(topic, 1)
    with django_assert_num_queries(9):
        client.get(url("x"), {"q1": "a"})
    grow(topic, 2)
    grow(topic, 3)
    raise_version(topic)
    with django_assert_num_queries(9):
        client.get(url("x"), {"q1": "a"})
    with django_assert_num_queries(1):
        client.get(url("x"), {"q2": "a", "q3": "a"})


def grow(topic: Topic, number: int) -> None:
    method = Method.objects.create(topic=topic, slug=f"m{number}", name=f"M{number}", slot=number)
    question = Question.objects.create(topic=topic, code=f"q{number}", label="Q")
    AnswerFit.objects.create(answer=question.answers.create(code="a", text="A"), method=method, score=1)
    DecisionRule.objects.create(topic=topic, code=f"R{number}", when="q1: a", lean=method.slug, because="so")
    FactorPoint.objects.create(factor=Factor.objects.create(topic=topic, code=f"F{number}"), method=method, text="P")


def test_a_browser_that_has_an_answer_is_not_sent_it_again(pricing, client):
    first, other = (client.get(url(), {"rivals": answer}) for answer in ("slowly", "soon"))

    again = client.get(url(), {"rivals": "slowly"}, headers={"If-None-Match": first["ETag"]})

    assert first.content != other.content
    assert (again.status_code, again.content) == (304, b"")
    raise_version(pricing)
    assert client.get(url(), {"rivals": "slowly"}, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert b"csrf" not in first.content.lower()


def test_the_chooser_is_read_only(pricing, client):
    assert client.post(url()).status_code == 405
