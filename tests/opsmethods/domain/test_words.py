from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from opsmethods.domain.words import joined, spelt, stem_of, tokens_of

# How the United States and Britain spell the words of this subject, and of the sentences around them.
TWO_COUNTRIES = """
customize customise, customized customised, customization customisation, customizing customising
globalization globalisation, optimize optimise, organizer organiser, computerized computerised, utilization utilisation
analyze analyse, analyzing analysing
color colour, colors colours, labor labour, laborer labourer, behavior behaviour, favorite favourite, flavor flavour
neighbor neighbour, unfavorable unfavourable, multicolored multicoloured, odor odour
center centre, centers centres, centered centred, centering centring, fiber fibre, liter litre, kilometer kilometre
program programme, programs programmes
defense defence, license licence, licensed licenced, licensing licencing, practise practice, practising practicing
catalog catalogue, dialogs dialogues
aging ageing, airplane aeroplane, aluminum aluminium, artifact artefact, gray grey, inquiry enquiry, jewelry jewellery
judgment judgement, mold mould, molded moulded, plow plough, skeptical sceptical, skillful skilful
specialty speciality, tire tyre
"""
ENDINGS = """
batch batches, customise customisation, automate automation, programmable programmed, programme programming
travelled traveled, modelling modeling, labelled labeled, fulfil fulfill, skilfully skillfully, enrol enroll
instalment installment, firm firm's, quality qualities
"""


def pairs(text: str) -> list[list[str]]:
    return [pair.split() for line in text.strip().splitlines() for pair in line.split(", ")]


def words(text: str) -> list[str]:
    return [token.word for token in tokens_of(text)]


def test_both_countries_spell_alike():
    assert [(one, other) for one, other in pairs(TWO_COUNTRIES) if spelt(one) != spelt(other)] == []


def test_endings_do_not_count():
    assert [(one, other) for one, other in pairs(ENDINGS) if stem_of(spelt(one)) != stem_of(spelt(other))] == []


def test_words_that_only_look_alike_stay_apart():
    apart = [("customise", "customer"), ("size", "sise"), ("met", "metre"), ("four", "for"), ("later", "latre")]

    assert [(one, other) for one, other in apart if stem_of(spelt(one)) == stem_of(spelt(other))] == []


def test_hyphens_spaces_case_accents_and_quotes_do_not_count():
    assert words("Made-to-order") == words("made to ORDER") == ["made", "to", "order"]
    assert words("Café cafe\u0301 CAFÉ ｃａｆé") == ["cafe"] * 4
    assert words("firm's firm\u2019s 'firm'") == ["firm's", "firm's", "firm"]
    assert words("3D, 5S; 4.0 + 20%") == ["3d", "5s", "4", "0", "20"]


def test_words_know_where_they_stand():
    text = "Set-up: \u201cchangeovers\u201d!"

    assert [text[token.start : token.end] for token in tokens_of(text)] == ["Set", "up", "changeovers"]


def test_common_words_are_known():
    assert [token.word for token in tokens_of("Which is the best for a tailor?") if not token.is_common] == [
        "best",
        "tailor",
    ]


def test_what_has_hyphens_is_one_word_too():
    text = "Set-up and made-to-order, not - ever -so"
    found = joined(text, tokens_of(text))

    assert [(text[token.start : token.end], token.word) for token in found] == [
        ("Set-up", "setup"),
        ("made-to-order", "madetoorder"),
    ]


@given(st.text())
def test_any_text_has_words_in_order(text):
    found = tokens_of(text)

    assert all(token.word and 0 <= token.start < token.end <= len(text) for token in (*found, *joined(text, found)))
    assert all(one.end <= other.start for one, other in pairwise(found))
