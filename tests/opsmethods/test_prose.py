"""The notes as prose: complete, in our own words, and in short sentences."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.opsmethods.packs import PACKS, documents, texts_in

SHINGLES = frozenset((Path(__file__).parent / "source_shingles.txt").read_text().split())
RUN = 8
LONGEST_SENTENCE = 25
LONGEST_CONTRAST = 45
LONGEST_EXPLANATION = 60

# What the page this topic grew out of says, by section and place: each pattern must be found there.
FACTS = [
    ("S2", "topic", r"choose how it makes its goods or services.*strengths.*weaknesses"),
    ("S3", "job", r"one-off.*bespoke"),
    ("S3", "job", r"tailor making a suit"),
    ("S3", "job", r"portrait"),
    ("S3", "job", r"piece of furniture that will never be repeated"),
    ("S4", "job", r"client says what is wanted, and everything is designed"),
    ("S4", "job", r"volume is low.*One item is made, or a handful"),
    ("S4", "job", r"highly skilled people.*difficult task"),
    ("S4", "job", r"client changes their mind halfway"),
    ("S5", "job", r"bespoke dining table"),
    ("S5", "job", r"altering a suit until it fits"),
    ("S5", "job", r"logo for one company"),
    ("S6", "batch", r"set number of identical units together"),
    ("S6", "batch", r"set of cookies"),
    ("S6", "batch", r"run of shirts"),
    ("S6", "batch", r"beer"),
    ("S7", "batch", r"moderate amount of customisation"),
    ("S7", "batch", r"as they could with job production"),
    ("S7", "batch", r"Volume is medium"),
    ("S7", "batch", r"Machines are specialised.*certain task.*efficient"),
    ("S7", "batch", r"Flexibility is moderate.*as demand changes"),
    ("S8", "batch", r"croissants for a cafe nearby"),
    ("S8", "batch", r"identical toy cars"),
    ("S8", "batch", r"flyers for a local shop"),
    ("S9", "flow", r"identical products in very large volumes, mostly by automated processes"),
    ("S9", "flow", r"continuously"),
    ("S9", "flow", r"car assembly line"),
    ("S9", "flow", r"smartphones"),
    ("S9", "flow", r"candy bars"),
    ("S10", "flow", r"Nothing is customised.*standardised.*hardly any room for variation"),
    ("S10", "flow", r"Output is high and fast"),
    ("S10", "flow", r"machines and robots keep labour cost per unit small"),
    ("S10", "flow", r"specialised machines or robots"),
    ("S10", "flow", r"low flexibility. So much is automated.*change is slow"),
    ("S11", "flow", r"more than a thousand identical cars daily"),
    ("S11", "flow", r"millions of cans"),
    ("S11", "flow", r"thousands of the same laptop each month"),
    ("S12", "mass-customisation", r"personal touch of job production and the large scale of mass production"),
    ("S12", "mass-customisation", r"Nike.*running shoes"),
    ("S12", "mass-customisation", r"car maker whose buyers tick the features"),
    ("S13", "mass-customisation", r"Customisation is high.*personalise.*wide range of options"),
    ("S13", "mass-customisation", r"Volume is high"),
    ("S13", "mass-customisation", r"Automation is flexible.*switch easily from one buyer's specification"),
    ("S13", "mass-customisation", r"efficiency of flow"),
    ("S14", "mass-customisation", r"T-shirts in the colour, size and design"),
    ("S14", "mass-customisation", r"choice of engine, interior trim and exterior paint"),
    ("S14", "mass-customisation", r"software company"),
    ("S15", "topic", r"what the business sells.*market it wants.*trying to achieve"),
    ("S15", "topic", r"small firm of artists or craftspeople often does well with job production"),
    ("S15", "topic", r"major car maker usually relies on flow production"),
    ("S15", "topic", r"Mass customisation is growing in some markets.*personal.*efficiency"),
    ("S16", "job", r"like a suit from a tailor"),
    ("S16", "batch", r"like a baker's cookies"),
    ("S16", "flow", r"stream, like cars from a factory"),
    ("S16", "mass-customisation", r"large numbers, like Nike trainers"),
]

# The nineteen points on which textbooks disagree, or two methods share a level: where each is told, and how.
DISAGREEMENTS = {
    "D-1": ("unit-cost", r"low unit cost as its advantage.*added step.*20% dearer.*near that of flow"),
    "D-2": ("flow-or-mass", r"treat them as one.*keep \*mass\* for large scale.*flow \(mass\) production"),
    "D-3": ("batch-customisation", r"moderate customisation.*variety between runs.*moderate variety"),
    "D-4": ("batch-machines", r"do one task.*can be reset.*Both are true"),
    "D-5": ("batch-motivation", r"more interest than in flow.*boredom from repetition"),
    "D-6": (
        "flow-stock",
        r"large stocks of materials.*little stock, because of just-in-time.*part-finished stock is low",
    ),
    "D-7": ("job-quality", r"high quality.*standard varies.*which quality you mean"),
    "D-8": ("job-set-up", r"simple and cheap to set up.*all the tools.*workshop-scale"),
    "D-9": ("cars-and-laptops", r"one specification, it is flow.*buyer's list.*MINI.*mixes both"),
    "D-10": ("cars-and-laptops", r"Dell used to build each computer to order"),
    "D-11": ("software", r"each buyer picks options before delivery.*settings the user changes"),
    "D-12": ("lead-time", r"an alteration takes days.*three to four weeks.*like with like"),
    "D-13": ("margin", r"high for job.*per unit, whenever"),
    "D-14": ("shared-levels", r"Job and mass customisation are both highly customised.*by volume"),
    "D-15": ("shared-levels", r"high volume, capital and automation.*two units in a row"),
    "D-16": ("shared-levels", r"both hold little finished stock"),
    "D-17": ("cell", r"Edexcel and OCR list job, batch, flow and cell.*what your board lists"),
    "D-18": ("services", r"A legal case is a job.*less often"),
    "D-19": ("growing", r"growing in some markets.*Levi's.*adidas.*Dell.*BMW.*claims too much"),
}


def notes(name: str) -> dict:
    """A page's own data by its slug; the topic's under "topic"."""
    return {Path(file).stem: data for file, data in documents(name).items()}


def flat(data: object) -> str:
    return " ".join(" ".join(text.split()) for text in texts_in(data))


@pytest.mark.parametrize(("code", "place", "pattern"), FACTS)
def test_no_fact_of_the_source_is_missing(code, place, pattern):
    assert re.search(pattern, flat(notes("operations-methods")[place])), code


def test_the_facts_cover_every_section():
    assert {code for code, _, _ in FACTS} == {f"S{number}" for number in range(2, 17)}


@pytest.mark.parametrize("code", DISAGREEMENTS)
def test_each_disagreement_is_told_as_one(code):
    section, pattern = DISAGREEMENTS[code]
    told = {part["code"]: flat(part) for part in notes("operations-methods")["disagreements"]["sections"]}

    assert re.search(pattern, told[section])
    assert told.keys() == {section for section, _ in DISAGREEMENTS.values()}


def runs_in(text: str) -> list[str]:
    """Each run of eight words."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def test_the_words_are_our_own():
    runs = [run for text in texts_in(documents("operations-methods")) for run in runs_in(text)]

    assert [run for run in runs if sha256(run.encode()).hexdigest() in SHINGLES] == []


@pytest.mark.parametrize("name", PACKS)
def test_sentences_are_short(name):
    sentences = [
        sentence
        for text in texts_in(documents(name))
        for sentence in re.split(r"(?<=[.?!:;])\s+|\n\s*\n|\n- ", text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]

    assert sentences == []


@pytest.mark.parametrize("name", PACKS)
def test_explanations_fit_under_an_option(name):
    methods = [data for data in notes(name).values() if "contrasts" in data]
    contrasts = [text for data in methods for text in data["contrasts"].values()]
    reasons = [example["why"] for data in methods for example in data["examples"]]

    assert [text for text in contrasts if len(text.split()) > LONGEST_CONTRAST] == []
    assert [text for text in reasons if len(text.split()) > LONGEST_EXPLANATION] == []


def test_there_is_enough_to_ask():
    for data in notes("operations-methods").values():
        if "phrases" in data:
            assert {kind: len(texts) for kind, texts in data["phrases"].items()} == {
                "definition": 6,
                "output": 6,
                "sequence": 6,
            }


def test_a_direction_is_never_called_good_or_bad():
    phrases = [
        row[direction]
        for name in PACKS
        for row in notes(name)["dimensions"]["dimensions"]
        for direction in ("most", "least", "more", "less")
    ]

    assert [text for text in phrases if re.search(r"\b(best|worst|better|worse|ideal)\b", text)] == []


def test_in_the_second_pack_no_two_methods_share_a_level_of_one_dimension():
    dimensions = notes("pricing-strategies")["dimensions"]["dimensions"]
    unshared = [
        row["code"]
        for row in dimensions
        if len({cell["level"] for cell in row["cells"].values()}) == len(row["cells"])
        and all(cell["low"] == cell["high"] for cell in row["cells"].values())
    ]

    assert unshared == ["LCH"]
