"""Cases, puzzles and the parts of scenarios in admin: the rules of a pack hold there too."""

from html import unescape

import pytest
from django.urls import reverse

from opsmethods.domain import impact
from opsmethods.models import Case, Cue, Family, Filler, Group, Method, Puzzle, Reply, RowVersion, Term, Topic
from opsmethods.operations import load_topic
from opsmethods.queries import history_of, rows_by_key
from tests.factories.accounts import make_user
from tests.opsmethods.packs import load
from tests.opsmethods.test_admin import complaints, fields_of, refused, save, url

KEYS = {
    Group: "group IM22/kanban",
    Case: "case IM22/kanban/a1",
    Puzzle: "puzzle IM12/JM1",
    Reply: "reply IM12/JM1/k1",
    Cue: "cue q1",
    Filler: "filler noise/n01",
}


@pytest.fixture
def editor(client, notes):
    client.force_login(make_user("ed", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def rows(notes):
    return rows_by_key(notes)


def first(model):
    return model.objects.order_by("pk").first()


def cue(code: str) -> Cue:
    return Cue.objects.get(code=code)


# --- Saving ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Group, {"meaning": "One."}),
        (Case, {"why": "One."}),
        (Puzzle, {"prompt": "One."}),
        (Reply, {"why": "One."}),
        (Cue, {"reason": "one is enough"}),
        (Family, {"goods": "shoes"}),
        (Filler, {"text": "One."}),
        (Term, {"confused": ""}),
    ],
)
def test_a_change_raises_the_version_and_has_its_history(editor, notes, model, change):
    row = first(model)

    response = save(editor, row, **change)

    assert (response.status_code, complaints(response)) == (302, "")
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in change} == change
    assert Topic.objects.get(pk=notes.pk).version == notes.version + 1
    assert [past.version.cause for past in history_of(row)] == ["edited", "loaded"]


@pytest.mark.parametrize("model", [Group, Case, Puzzle, Reply, Cue, Family, Filler])
def test_a_list_and_a_history_open(editor, model):
    assert editor.get(url(model, "changelist")).status_code == 200
    name = f"admin:opsmethods_{model._meta.model_name}_history"
    assert editor.get(reverse(name, args=[first(model).pk])).status_code == 200


@pytest.mark.parametrize(
    ("model", "page"),
    [
        (Group, "/notes/operations-methods/?drafts"),
        (Case, "/notes/operations-methods/?drafts"),
        (Puzzle, "/notes/operations-methods/job/?drafts"),
        (Reply, "/notes/operations-methods/job/?drafts"),
    ],
)
def test_an_editor_is_led_to_the_notes(editor, rows, model, page):
    assert f'href="{page}"' in editor.get(url(rows[KEYS[model]])).content.decode()


def test_a_case_is_edited_on_the_page_of_its_group(editor, rows):
    group, case = rows[KEYS[Group]], rows[KEYS[Case]]
    name = next(name for name, text in fields_of(editor, url(group)).items() if text == case.text)

    response = save(editor, group, **{name: "A card asks for more."})

    assert (response.status_code, complaints(response)) == (302, "")
    case.refresh_from_db()
    assert (case.text, case.revision) == ("A card asks for more.", 2)


def test_a_row_is_added(editor, notes):
    data = {"topic": notes.pk, "code": "rain", "kind": "noise", "text": "It rains.", "position": 1, "published": "on"}

    response = editor.post(url(Filler, "add"), data)

    assert (response.status_code, complaints(response)) == (302, "")
    assert notes.fillers.filter(code="rain", text="It rains.").exists()


# --- What is refused, in words --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "field", "text", "complaint"),
    [
        ("group IM22/kanban", "model", "IM99", "There is no item model IM99. Known: IM01, "),
        ("group IM22/kanban", "model", "IM12", "IM12 has no {case} to ask about."),
        ("group IM22/kanban", "note", "lean#can-ban", "There is no place in the notes lean#can-ban."),
        ("group IM22/kanban", "apart", "just-in-time\ncan-ban", "There is no other group can-ban."),
        ("group IM22/kanban", "apart", "kanban", "There is no other group kanban."),
        ("puzzle IM12/JM1", "model", "IM22", "IM22 has no {prompt} to ask about."),
        ("puzzle IM12/JM1", "note", "job#zz", "There is no place in the notes job#zz."),
        ("cue q1", "scale_for", "craft", "There is no method craft."),
        ("cue q1", "clashes", "v9", "There is no other clue v9."),
        ("cue q1", "clashes", "q1", "There is no other clue q1."),
        ("cue q1", "texts", "It makes {few} a year.", "There is nothing to put for {few}."),
        ("cue q1", "texts", "It makes {one a year.", "A brace is not closed."),
        ("filler noise/n01", "text", "The {town} is near.", "There is nothing to put for {town}."),
        ("term kaizen", "confused", "kanban-board", "There is no term kanban-board."),
    ],
)
def test_what_a_pack_may_not_say_is_refused(editor, rows, key, field, text, complaint):
    assert complaint in refused(editor, rows[key], **{field: text})


def test_goods_of_an_unknown_method_are_refused(editor):
    assert "There is no method craft." in refused(editor, first(Family), methods="job\ncraft")


def test_a_puzzle_keeps_a_right_reply_and_wrong_ones(editor, rows):
    puzzle = rows[KEYS[Puzzle]]
    shown = fields_of(editor, url(puzzle))
    names = [name for name, text in shown.items() if name.endswith("-role") and text == "key"]
    others = [name for name, text in shown.items() if name.endswith("-role") and text and text != "key"]

    said = unescape(save(editor, puzzle, **dict.fromkeys(names, "other")).content.decode())
    assert "There is no right reply: none is in the role of key." in said
    gone = {name.replace("-role", "-DELETE"): "on" for name in others}
    assert "There is no wrong reply." in unescape(save(editor, puzzle, **gone).content.decode())
    broken = {names[0].replace("-role", "-text"): ""}
    assert "There is no" not in complaints(save(editor, puzzle, **broken))


def test_a_reply_on_its_own_page_is_held_to_the_same(editor, rows):
    reply = rows[KEYS[Reply]]

    assert "none is in the role of key" in refused(editor, reply, role="other")
    fields = fields_of(editor, url(reply))
    del fields["published"]
    assert "none is in the role of key" in complaints(editor.post(url(reply), fields))


def test_a_puzzle_and_a_clue_are_of_one_topic(editor, notes):
    load_topic(load("pricing-strategies"))
    skimming = Method.objects.get(slug="skimming")
    answer = notes.questions.first().answers.first()
    puzzle = {"topic": notes.pk, "method": skimming.pk, "model": "IM12", "code": "x", "prompt": "X", "position": 1}
    clue = {"topic": skimming.topic_id, "answer": answer.pk, "code": "x", "texts": "X.", "position": 1}

    said = complaints(editor.post(url(Puzzle, "add"), puzzle | {"note": "job#vol", "published": "on"}))
    assert said == "Skimming pricing belongs to a different topic."
    assert f"{answer} belongs to a different topic." in complaints(editor.post(url(Cue, "add"), clue))


@pytest.mark.parametrize("model", [Group, Puzzle, Cue, Family, Filler, Term])
def test_an_empty_form_is_told_what_is_missing(editor, model):
    response = editor.post(url(model, "add"), {})

    assert "This field is required." in complaints(response)


# --- Clues that clash -----------------------------------------------------------------------------


def test_a_clash_on_one_side_is_refused(editor):
    before = cue("q1").clashes

    assert "q1 and v2 must name each other, or neither." in refused(
        editor, cue("q1"), clashes=before.replace("v2\n", "")
    )
    assert "q1 and v1 must name each other, or neither." in refused(editor, cue("q1"), clashes=f"{before}\nv1")


def test_two_clues_come_to_clash_one_after_the_other(editor, notes):
    Cue.objects.filter(code="v1").update(published=False)

    first = save(editor, cue("v1"), clashes=f"{cue('v1').clashes}\nq1")
    second = save(editor, cue("q1"), clashes=f"{cue('q1').clashes}\nv1")
    third = save(editor, cue("v1"), published="on")

    assert [complaints(one) for one in (first, second, third)] == ["", "", ""]
    assert cue("v1").published


def test_a_clue_that_clashes_on_one_side_is_not_published_in_a_list(editor):
    Cue.objects.filter(code__in=["v1", "v2"]).update(published=False)
    Cue.objects.filter(code="v1").update(clashes="q1")

    def publish(*codes: str) -> str:
        chosen = [cue(code).pk for code in codes]
        data = {"action": "publish", "_selected_action": chosen}
        return unescape(editor.post(url(Cue, "changelist"), data, follow=True).content.decode())

    assert "V1 and q1, q2, q3, q4, k3, s3, t2, t4 must name each other, or neither." in publish("v1", "v2")
    assert not Cue.objects.filter(code__in=["v1", "v2"], published=True).exists()
    assert "1 published." in publish("v2")
    assert cue("v2").published


# --- Restoring ------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", KEYS)
def test_an_earlier_version_comes_back(editor, rows, model):
    row = rows[KEYS[model]]
    field = {Group: "meaning", Puzzle: "prompt", Cue: "reason", Filler: "text"}.get(model, "why")
    before = getattr(row, field)
    save(editor, row, **{field: "One."})
    version = history_of(row)[-1].version

    name = f"admin:opsmethods_{row._meta.model_name}_restore"
    answer = editor.post(reverse(name, args=[row.pk, version.pk]), follow=True)

    assert "is as it was." in answer.content.decode()
    row.refresh_from_db()
    assert getattr(row, field) == before


@pytest.mark.parametrize("model", [Group, Case, Reply, Filler])
def test_a_deleted_row_comes_back(editor, notes, rows, model):
    key, row = KEYS[model], rows[KEYS[model]]
    row_url = url(row, "delete")
    if model is Group:
        Case.objects.filter(group=row).delete()
    editor.post(row_url, {"post": "yes"})
    version = RowVersion.objects.filter(key=key).latest("pk")

    answer = editor.post(
        reverse(f"admin:opsmethods_{model._meta.model_name}_bring_back", args=[version.pk]), follow=True
    )

    assert "is back." in answer.content.decode()
    assert key in rows_by_key(notes)


# --- What a change touches ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "texts"),
    [
        (Group, lambda row: (row.label, row.meaning)),
        (Case, lambda row: (row.text, row.why)),
        (Puzzle, lambda row: (row.prompt,)),
        (Reply, lambda row: (row.text, row.why)),
        (Filler, lambda row: (row.text.strip("."),)),
        (Cue, lambda row: ("It makes about a dozen a year, each", "is a separate order, about a dozen in a year",
                           "About twelve orders a year are completed, each for one", row.reason)),
    ],
)  # fmt: skip
def test_a_row_hands_over_what_a_question_may_quote(editor, rows, monkeypatch, model, texts):
    monkeypatch.setattr(impact, "_finders", {})
    seen = []
    impact.register("quizzes", lambda row: seen.append(row) or ())
    row = rows[KEYS[model]]

    editor.get(url(row))

    table, _, names = KEYS[model].partition(" ")
    assert (seen[0].table, seen[0].names, seen[0].texts) == (table, tuple(names.split("/")), texts(row))
