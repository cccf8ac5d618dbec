import json
from dataclasses import replace
from hashlib import sha256
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from quizzes.domain.item import Strategy
from quizzes.domain.snapshot import canonical, snapshot_of
from tests.quizzes.domain.items import item_of

ITEM = item_of("Job way", "Batch way", key=1, strategy=Strategy.NEAR, stem="Prix d'été: which method is it?")


def test_snapshot_body_holds_what_a_student_sees_and_the_certificate():
    bare = {
        "stem": "Prix d'été: which method is it?",
        "options": [
            {"text": "Batch way", "why": "About Batch way.", "note": "job#definition"},
            {"text": "Job way", "why": "About Job way.", "note": "job#definition"},
        ],
        "key": "Batch way",
        "certificate": [
            {
                "option": "Batch way",
                "claim": "Batch way is it",
                "truths": [True, True],
                "correct": True,
                "strategy": "",
            },
            {
                "option": "Job way",
                "claim": "Job way is it",
                "truths": [False, False],
                "correct": False,
                "strategy": "DS1",
            },
        ],
    }
    space = UUID(hex=sha256(canonical(bare)).hexdigest()[:32])
    batch, job = str(uuid5(space, "Batch way")), str(uuid5(space, "Job way"))

    snapshot = snapshot_of(ITEM)

    assert snapshot.body == {
        **bare,
        "options": [{"id": batch, **bare["options"][0]}, {"id": job, **bare["options"][1]}],
        "key": batch,
    }
    assert snapshot.option_order == (job, batch)
    assert snapshot.id == sha256(canonical(snapshot.body)).hexdigest()


def test_canonical_form_has_sorted_keys_no_spaces_and_utf_8():
    assert canonical({"b": [1, True], "a": "é"}) == '{"a":"é","b":[1,true]}'.encode()


def test_body_survives_storage_as_json():
    body = snapshot_of(ITEM).body

    assert canonical(json.loads(json.dumps(body))) == canonical(body)


def test_the_same_question_in_another_order_is_the_same_snapshot():
    other = replace(ITEM, options=ITEM.options[::-1], certificate=ITEM.certificate[::-1])

    assert snapshot_of(other).id == snapshot_of(ITEM).id
    assert snapshot_of(other).option_order == snapshot_of(ITEM).option_order[::-1]


def test_what_stands_beside_the_body_does_not_change_its_id():
    other = replace(ITEM, seed=99, signature="IM01:job:1", difficulty=5)

    assert snapshot_of(other) == snapshot_of(ITEM)


@given(st.sampled_from(["stem", "why", "note", "claim", "text"]), st.text(min_size=1).filter(str.strip))
def test_any_change_of_the_body_changes_the_id_and_every_option_id(part, text):
    changed = _changed(part, text)

    before, after = snapshot_of(ITEM), snapshot_of(changed)

    same = changed == ITEM
    assert (before.id == after.id) == same
    assert set(before.option_order).isdisjoint(after.option_order) != same


def _changed(part, text):
    if part == "stem":
        return replace(ITEM, stem=text)
    option, proof = ITEM.options[0], ITEM.certificate[0]
    if part == "claim":
        return replace(ITEM, certificate=(proof._replace(claim=text), ITEM.certificate[1]))
    option = option._replace(**{part: text})
    return replace(
        ITEM,
        options=(option, ITEM.options[1]),
        certificate=(proof._replace(option=option.text), ITEM.certificate[1]),
    )
