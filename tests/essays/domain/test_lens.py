import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essays.domain.lens import LOOKS_AT, NOTICE, PointWords, Sign, Suggestion, Tint, Vocabulary, suggested, tints
from essays.domain.text import Sentence, paragraphs

VOCABULARY = Vocabulary(
    terms=(
        *("kaizen", "robot", "just-in-time", "lean manufacturing", "computer-integrated manufacturing", "tqm"),
        *("capacity utilisation", "changeover", "total quality management", "automation", "quick changeover"),
    ),
    methods=("job production", "job", "batch production", "batch", "flow production", "flow", "mass customisation"),
    firms=("nike", "levi's", "bmw", "make uk", "toyota"),
)


def looked(text, vocabulary=VOCABULARY):
    return tints(paragraphs(text), vocabulary)


def words_of(text, sign):
    return [tint.words for tint in looked(text) if tint.sign is sign]


def test_every_sign_is_about_a_criterion():
    assert LOOKS_AT == {
        Sign.TERM: "C1",
        Sign.DETAIL: "C2",
        Sign.CHAIN: "C3",
        Sign.COMPARISON: "C3",
        Sign.JUDGEMENT: "C4",
        Sign.CONDITION: "C4",
    }


def test_the_lens_says_that_it_gives_no_mark():
    assert "no mark" in NOTICE


def test_tints_follow_the_sentences_and_say_what_fired():
    text = "Nike lets buyers choose colours for parts of a running shoe.\n\nIf a port closes, flow is dearer than job."

    assert looked(text) == (
        Tint(1, Sign.DETAIL, ("Nike",), "A firm of the notes: Nike."),
        Tint(2, Sign.COMPARISON, ("flow", "job"), "Two methods meet here: flow, job."),
        Tint(2, Sign.COMPARISON, ("than",), "Words that compare: than."),
        Tint(2, Sign.CONDITION, ("If",), "A condition may stand here: If."),
    )


def test_all_rules_can_fire_in_one_sentence():
    text = (
        "Overall, Kaizen means small steps, so stock falls because runs shrink, unlike at Nike, unless orders double."
    )

    assert [tint.sign for tint in looked(text)] == [
        Sign.TERM,
        Sign.DETAIL,
        Sign.CHAIN,
        Sign.COMPARISON,
        Sign.JUDGEMENT,
        Sign.CONDITION,
    ]


def test_a_term_is_named_with_what_defines_it():
    assert looked("Kaizen means continuous improvement.") == (
        Tint(1, Sign.TERM, ("Kaizen", "means"), "A term is followed by “means”: Kaizen."),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Automation is when machines do the work instead of people.", ("Automation", "is when")),
        ("Robots are programmable machines.", ("Robots", "are")),
        ("Kaizen, which is continuous improvement by employees, can be used in any method.", ("Kaizen", "is")),
        ("Businesses use just in time which means that stock arrives when it is needed.", ("just in time", "means")),
        (
            "Computer-integrated manufacturing (CIM) involves one system.",
            ("Computer-integrated manufacturing", "involves"),
        ),
        ("Job production makes a single item to one client's requirements.", ("Job production", "makes")),
        ("Flow production moves each unit straight to the next stage.", ("Flow production", "moves")),
        ("Mass customization refers to options on a line.", ("Mass customization", "refers to")),
        ("Capacity utilization is a percentage.", ("Capacity utilization", "is")),
    ],
)
def test_a_defining_phrase_after_a_term_tints(text, words):
    assert words_of(text, Sign.TERM) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Job production is when a job is done for a customer, like a tailor making a suit.",
        "Mass customisation is customising products on a mass scale, like Nike trainers.",
        "Computer-integrated manufacturing is when computers are used in manufacturing.",
        "Lean manufacturing is about being lean and cutting waste.",
        "TQM is total quality management.",
        "Changeover means changing over to another product.",
        "Mass customization means customised on a mass scale.",
    ],
)
def test_a_circular_definition_does_not_tint(text):
    assert words_of(text, Sign.TERM) == []


@pytest.mark.parametrize(
    "text",
    [
        "Flow production is efficient per unit.",
        "Flow production is cheaper than a job.",
        "Flow production is the worst because factories make a lot of pollution.",
        "Batch production is OK for the environment.",
        "Flow production uses a lot of technology.",
        "Technology affects the choice of kaizen.",
        "A firm that switches supplier for each small batch is poorly placed to see conditions.",
        "The jobless are many.",
    ],
)
def test_praise_of_a_term_is_no_definition(text):
    assert words_of(text, Sign.TERM) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bakery may make 300 oat cookies and then 300 ginger cookies.", [("300",)]),
        ("If cleaning costs $36, a run of 60 carries 60 cents each.", [("$36", "60", "60 cents")]),
        ("It grew by 4 per cent, or 3.5%, or five percent.", [("4 per cent", "3.5%", "five percent")]),
        ("Suppose a paint firm needs two hours to flush a vat.", [("two hours",)]),
        ("The collapse of Rana Plaza in 2013 killed at least 1,134 people.", [("1,134",)]),
        ("Most of a client's ten-week wait is spent awaiting approvals.", [("ten-week",)]),
        ("Over a million different pieces a day can be made.", [("a million",)]),
        ("It paid £2.5 million and 2,000 euros.", [("£2.5 million", "2,000 euros")]),
        ("Levi\u2019s ended its jeans, and BMW cut its range.", [("Levi\u2019s", "BMW")]),
        ("Make UK asked 132 firms.", [("Make UK",), ("132",)]),
    ],
)
def test_firms_and_figures_are_details(text, words):
    assert words_of(text, Sign.DETAIL) == words


@pytest.mark.parametrize(
    "text",
    [
        "The four methods were compared in 1990, and 3D printing came in the 1990s.",
        "One day the firm will have 4 methods.",
        "Covid-19 hurt sales of shoes.",
        "Industry 4.0 has three parts.",
    ],
)
def test_years_names_and_small_counts_are_no_figures(text):
    assert words_of(text, Sign.DETAIL) == []


def test_two_links_in_a_sentence_are_a_chain():
    assert looked("This saves money because the business does not need a big warehouse, so rent is lower.") == (
        Tint(1, Sign.CHAIN, ("because", "so"), "Two links in one sentence: because, so."),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shorter resets mean that smaller runs become affordable, so the firm can follow.", [("mean that", "so")]),
        (
            "Costs fall, which means lower prices, and this leads to sales, so that profit rises, hence growth.",
            [("which means", "leads to", "so that", "hence")],
        ),
        (
            "As a consequence, because of it and consequently, thus costs fall.",
            [("As a consequence", "because of", "consequently", "thus")],
        ),
        ("Therefore this results in it, as a result of its lead.", [("Therefore", "results in", "as a result")]),
    ],
)
def test_links_of_all_kinds_count(text, words):
    assert words_of(text, Sign.CHAIN) == words


def test_a_chain_may_go_on_in_the_next_sentence():
    text = "The bakery cleans faster, so it can make less at a time. As a result fewer rolls are left."

    assert looked(text) == (
        Tint(
            1,
            Sign.CHAIN,
            ("so", "As a result"),
            "A link here, and the next sentence opens with another: so, As a result.",
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Robots are so expensive because of their arms.",
        "It was so cheap that it sold, so they grew.",
        "Flow production uses lean and so does Toyota, because it pays.",
        "Dangerous tasks may disappear, but so may jobs, because robots work.",
        "So far the so-called revolution is small because it is dear.",
        "It is cheaper so it sells.\n\nAs a result it grows.",
        "It is cheaper so it sells. So far, none did.",
        "It is cheaper. As a result it sells.",
    ],
)
def test_one_link_or_so_in_another_use_is_no_chain(text):
    assert words_of(text, Sign.CHAIN) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In conclusion, job suits a small market and flow suits a large one.", [("job", "flow")]),
        ("Job production, batch or flow: job production costs most.", [("Job production", "batch", "flow")]),
        ("Both are quick, but a job costs more.", [("Both", "but")]),
        ("A cup costs less; by contrast a suit costs more.", [("by contrast",)]),
        (
            "Unlike a suit, a cup is cheap, whereas compared with it in contrast all else is dear.",
            [("Unlike", "whereas", "compared with", "in contrast")],
        ),
        ("It matters less than the ability to vary cheaply.", [("than",)]),
    ],
)
def test_methods_and_words_that_compare_tint(text, words):
    assert words_of(text, Sign.COMPARISON) == words


@pytest.mark.parametrize(
    ("methods", "count"), [("Job, batch, flow and mass customisation", "Four"), ("Job, batch and flow", "Three")]
)
def test_the_methods_that_meet_are_counted(methods, count):
    assert looked(f"{methods} differ.")[0].rule.startswith(f"{count} methods meet here: Job, batch, ")


def test_many_links_are_several():
    text = "It pays, so, thus, hence, therefore, because it does."

    assert [tint.rule.split()[0] for tint in looked(text)] == ["Several"]


@pytest.mark.parametrize(
    "text",
    [
        "Job production costs more, and a job takes longer.",
        "A way of thinking rather than a set of tools, or other than that.",
        "It makes more than 300 cookies and less than five hundred rolls.",
        "Both are quick. But a suit takes longer.",
        "People lose their jobs in batch production.",
    ],
)
def test_one_method_or_a_mere_than_is_no_comparison(text):
    assert words_of(text, Sign.COMPARISON) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Overall, I judge overproduction to be the most serious issue.", [("Overall", "I judge", "the most serious")]),
        ("Volume matters most when the product is standard.", [("matters most",)]),
        ("It depends most on demand, and the firm should therefore wait.", [("depends most on", "should therefore")]),
        ("In conclusion globalisation has good and bad implications.", [("In conclusion",)]),
        ("It depends on the product.", []),
        ("The overall cost fell, and most workers stayed.", []),
    ],
)
def test_words_that_judge_tint(text, words):
    assert words_of(text, Sign.JUDGEMENT) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Where tastes differ and buyers will wait, it matters less.", [("Where",)]),
        ("Variety pays only where buyers value it enough to wait.", [("only where",)]),
        ("That is most true where designs are digital.", [("true where",)]),
        ("Job suits artists; where demand is steady, flow does.", [("where",)]),
        ("Unit cost falls only if the line is kept busy.", [("only if",)]),
        (
            "It pays provided that it sells, unless rates rise, as long as it lasts.",
            [("provided that", "unless", "as long as")],
        ),
        ("Firms make items only when they are ordered.", [("only when",)]),
        ("If tastes vary, finish locally.", [("If",)]),
        ("It depends.", []),
        ("It depends on the market and the product.", []),
        ("The factory where the tea is packed is old.", []),
        ("The methods went to suppliers in Asia, where most of its production already was.", []),
        ("It looks as if prices rise, even if they do not.", []),
    ],
)
def test_conditions_tint(text, words):
    assert words_of(text, Sign.CONDITION) == words


def test_nothing_is_known_without_a_vocabulary():
    assert looked("Job is a flow at Nike.", Vocabulary()) == ()


def test_an_empty_paragraph_has_no_tints():
    assert tints([()], VOCABULARY) == ()


@given(st.text(alphabet='so becaus if wher than 1,$%é\u2019"(\n.', max_size=200))
def test_the_words_of_a_tint_stand_in_its_sentence_or_open_the_next(text):
    sentences = {sentence.number: sentence.text for paragraph in paragraphs(text) for sentence in paragraph}

    for tint in looked(text):
        here, following = sentences[tint.sentence], sentences.get(tint.sentence + 1, "")
        assert all(word in here or word in following for word in tint.words)


def test_a_point_is_looked_for_by_its_content_words():
    text = (
        "Technology has changed much. Dedicated automation (machines built to do one task with little human effort) "
        "cuts the cost of repetition. A portrait painter gains little from robots."
    )
    points = [
        PointWords(1, "Automation means that machines carry out tasks with little human effort."),
        PointWords(2, "Adidas closed its automated plants."),
        PointWords(3, "Painters gain from customers."),
        PointWords(4, "It is what it means to use one."),
    ]

    assert suggested(points, text) == (
        Suggestion(1, (2,), ("Automation", "machines", "tasks", "little", "human", "effort")),
        Suggestion(3, (3,), ("Painters", "gain")),
    )


def test_all_sentences_that_share_most_are_suggested():
    text = "Set-up costs fall. Costs of setting up a line rise. Costs are standardized.\nStandardised costs fall."

    assert suggested([PointWords(7, "Standardisation lets costs fall")], text) == (
        Suggestion(7, (4,), ("Standardisation", "costs", "fall")),
    )
    assert suggested([PointWords(8, "Falls in costs")], text) == (Suggestion(8, (1, 4), ("Falls", "costs")),)


def test_an_empty_essay_makes_no_point():
    assert suggested([PointWords(1, "Automation means machines.")], "") == ()


def test_a_sentence_is_looked_at_in_good_time_however_odd():
    sentence = Sentence(1, "both two is so job ( " * 1500)

    started = time.process_time()
    found = tints([(sentence,)], VOCABULARY)
    taken = time.process_time() - started

    assert found == ()
    assert taken < 2
