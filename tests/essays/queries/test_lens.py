import pytest

from essays import queries
from essays.domain.lens import Sign, Tint
from opsmethods.models import Method, Term
from tests.essays.work import actor_of, make_submission


def test_the_lens_knows_the_words_of_the_topic_in_small_letters(any_topic):
    prompt = any_topic.prompts.get(number=1)

    vocabulary = queries.vocabulary_of(prompt)

    names = {name.lower() for term in Term.objects.filter(topic=any_topic) for name in term.names}
    methods = any_topic.methods.values_list("name", "slug")
    assert set(vocabulary.terms) == names
    assert set(vocabulary.methods) == {
        word for name, slug in methods for word in (name.lower(), slug.replace("-", " "))
    }
    assert list(vocabulary.firms) == [line.lower() for line in prompt.firms.splitlines()]
    assert all(len(set(words)) == len(words) for words in (vocabulary.terms, vocabulary.methods))


def test_the_lens_does_not_know_what_is_not_published(main_pack, prompt):
    kanban = Term.objects.get(term="Kanban")
    Term.objects.exclude(pk=kanban.pk).update(published=False)
    Method.objects.exclude(slug="flow").update(published=False)

    vocabulary = queries.vocabulary_of(prompt)

    assert vocabulary.terms == tuple(name.lower() for name in kanban.names)
    assert vocabulary.methods == tuple(dict.fromkeys([Method.objects.get(slug="flow").name.lower(), "flow"]))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("C1", {1: [(Sign.TERM, ("Job production", "makes"))]}),
        ("C2", {}),
        (
            "C3",
            {
                2: [(Sign.CHAIN, ("so", "which means"))],
                4: [(Sign.CHAIN, ("Because", "so")), (Sign.COMPARISON, ("than",))],
            },
        ),
        ("C4", {}),
        ("C9", {}),
    ],
)
def test_the_lens_tints_sentences_for_one_criterion(prompt, cast, code, expected):
    text = (
        "Job production makes one item. It needs skill, so wages rise, which means that unit cost is high.\n\n"
        "The rest is long. Because set-up is shared, less is spent, so each can costs less than a tailored suit does."
    )
    submission = make_submission(actor_of(cast.sam), prompt=prompt, text=text)

    found = queries.tints_for(submission, code=code)

    assert {number: [(tint.sign, tint.words) for tint in tints] for number, tints in found.items()} == expected


def test_the_lens_finds_a_firm_of_the_prompt(prompt, cast):
    submission = make_submission(actor_of(cast.sam), prompt=prompt, text="Nobody. A buyer at NIKE chooses.")
    prompt.firms = "Nike\nBMW"
    prompt.save(update_fields=["firms"])

    found = queries.tints_for(type(submission).objects.get(), code="C2")

    assert {number: [tint.words for tint in tints] for number, tints in found.items()} == {2: [("NIKE",)]}


def test_the_lens_has_nothing_for_a_rubric_with_other_codes(second_pack, cast):
    text = "A firm should skim because rivals are slow, unless they are close."
    submission = make_submission(actor_of(cast.sam), prompt=second_pack.prompts.get(), text=text)

    assert [queries.tints_for(submission, code=code) for code in ("R", "J")] == [{}, {}]


def test_a_tint_says_which_rule_fired(prompt, cast):
    submission = make_submission(
        actor_of(cast.sam), prompt=prompt, text="Skill is rare, so wages rise, so unit cost is high."
    )

    [[tint]] = queries.tints_for(submission, code="C3").values()

    assert tint == Tint(1, Sign.CHAIN, ("so", "so"), "Two links in one sentence: so, so.")
