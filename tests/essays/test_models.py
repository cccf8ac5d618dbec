"""Each named constraint refuses the row it is named for."""

from uuid import uuid4

import pytest
from django.db import IntegrityError

from essays.domain.text import digest
from essays.models import (
    Cap,
    CapAnswer,
    Comparison,
    Criterion,
    CriterionChoice,
    Draft,
    DraftVersion,
    Evidence,
    EvidenceHint,
    Exemplar,
    ExemplarCap,
    ExemplarMark,
    ExemplarNote,
    IndicativePoint,
    LevelDescriptor,
    Mark,
    Marking,
    MarkLine,
    PlanRow,
    PointTick,
    Prompt,
    PromptVariant,
    Rubric,
    ScaffoldRow,
    Submission,
    Trial,
)
from opsmethods.models import Topic
from tests.essays.work import NOW
from tests.factories.accounts import make_user


@pytest.fixture
def rows(db):
    """The smallest world: one row of everything, that every test tries to break."""
    topic = Topic.objects.create(slug="t", title="T", headline="h", lede="l", noun="n", noun_plural="ns")
    prompt = Prompt.objects.create(topic=topic, number=1, title="P", text="Discuss.", command="c")
    PromptVariant.objects.create(prompt=prompt, level="A", **VARIANT)
    rubric = Rubric.objects.create(topic=topic, prompt=prompt, version=1, content_hash="a", published_at=NOW)
    general = Rubric.objects.create(topic=topic, version=1, content_hash="a", published_at=NOW)
    criterion = Criterion.objects.create(rubric=rubric, **CRITERION)
    LevelDescriptor.objects.create(criterion=criterion, number=0, lowest=0, highest=0, text="None.")
    cap = Cap.objects.create(criterion=criterion, code="K", maximum=2, position=1)
    draft = Draft.objects.create(prompt=prompt, rubric=rubric, **DRAFT)
    version = DraftVersion.objects.create(draft=draft, client_uuid=uuid4(), **VERSION)
    submission = Submission.objects.create(draft=draft, **SUBMISSION)
    marking = Marking.objects.create(submission=submission, role="self", started_at=NOW)
    choice = CriterionChoice.objects.create(marking=marking, criterion=criterion, level=1, mark=1, maximum=4)
    Evidence.objects.create(choice=choice, sentence=1, text="One.", start=0, end=4)
    CapAnswer.objects.create(marking=marking, cap=cap, applies=True)
    mark = Mark.objects.create(marking=marking, **MARK)
    MarkLine.objects.create(mark=mark, criterion=criterion, chosen=1, points=1)
    return {
        "topic": topic,
        "prompt": prompt,
        "rubric": rubric,
        "general": general,
        "criterion": criterion,
        "cap": cap,
        "draft": draft,
        "version": version,
        "submission": submission,
        "marking": marking,
        "choice": choice,
        "mark": mark,
        **prompt_rows(topic, prompt),
        **reflection_rows(submission, prompt),
    }


def prompt_rows(topic, prompt):
    """What stands around the question."""
    return {
        "hint": EvidenceHint.objects.create(topic=topic, **HINT),
        "scaffold": ScaffoldRow.objects.create(prompt=prompt, position=1, label="Reasons"),
        "point": IndicativePoint.objects.create(prompt=prompt, number=1, text="A point.", objectives="AO1"),
    }


def reflection_rows(submission, prompt):
    """A sample and what students do with it: a guest has marked it, and so has a user."""
    exemplar = Exemplar.objects.create(prompt=prompt, code="p1w", band="weak", text="Cheap.")
    user = make_user("sam")
    point = IndicativePoint.objects.create(prompt=prompt, number=2, text="Ticked.", objectives="AO1")
    return {
        "user": user,
        "exemplar": exemplar,
        "exemplar mark": ExemplarMark.objects.create(exemplar=exemplar, criterion="C1", mark=1, reason="One fact."),
        "exemplar cap": ExemplarCap.objects.create(exemplar=exemplar, criterion="C1", cap="K", holds=True),
        "note": ExemplarNote.objects.create(exemplar=exemplar, **NOTE),
        "plan": PlanRow.objects.create(draft=submission.draft, position=1, label="Reasons"),
        "tick": PointTick.objects.create(submission=submission, point=point, ticked_at=NOW),
        "comparison": Comparison.objects.create(submission=submission, exemplar=exemplar, **COMPARISON),
        "trial": Trial.objects.create(exemplar=exemplar, guest_key="k", **TRIAL),
        "trial of a user": Trial.objects.create(exemplar=exemplar, user=user, **TRIAL),
    }


VARIANT = {"text": "Discuss.", "marks": 20, "minutes": 37, "words_low": 10, "words_high": 20}
CRITERION = {
    "code": "C1",
    "name": "K",
    "objective": "AO1",
    "maximum": 4,
    "unevidenced_maximum": 1,
    "question": "?",
    "position": 1,
}
DRAFT = {
    "guest_key": "k",
    "level": "A",
    "question": "Discuss.",
    "marks": 20,
    "minutes": 37,
    "words_low": 10,
    "words_high": 20,
    "mode": "practice",
    "started_at": NOW,
}
VERSION = {"window": 1, "sequence": 1, "text": "One.", "text_hash": digest("One."), "words": 1, "server_time": NOW}
SUBMISSION = {"round": 1, "text": "One.", "text_hash": digest("One."), "words": 1, "handed_in_at": NOW}
MARK = {"scoring_version": 1, "points": 1, "out_of": 4, "cause": "self marking", "created_at": NOW}
HINT = {"criterion": "C1", "position": 1, "question": "Which sentence?"}
NOTE = {"position": 1, "criterion": "C1", "quote": "Cheap", "note": "A fact."}
COMPARISON = {"own_is_better": True, "compared_at": NOW}
TRIAL = {"criterion": "C1", "level": 1, "mark": 1, "sample_level": 1, "sample_mark": 2, "marked_at": NOW}

REFUSED = {
    "one_prompt_per_topic_and_number": lambda r: Prompt(topic=r["topic"], number=1, title="P", text="x", command="c"),
    "one_variant_per_prompt_and_level": lambda r: PromptVariant(prompt=r["prompt"], level="A", **VARIANT),
    "word_guide_is_in_order": lambda r: PromptVariant(prompt=r["prompt"], level="O", **{**VARIANT, "words_low": 20}),
    "one_rubric_per_prompt_and_version": lambda r: Rubric(
        topic=r["topic"], prompt=r["prompt"], version=1, content_hash="b"
    ),
    "one_general_rubric_per_topic_and_version": lambda r: Rubric(topic=r["topic"], version=1, content_hash="b"),
    "one_published_rubric_per_prompt_and_content": lambda r: Rubric(
        topic=r["topic"], prompt=r["prompt"], version=2, content_hash="a", published_at=NOW
    ),
    "one_published_general_rubric_per_topic_and_content": lambda r: Rubric(
        topic=r["topic"], version=2, content_hash="a", published_at=NOW
    ),
    "one_criterion_per_rubric_and_code": lambda r: Criterion(rubric=r["rubric"], **CRITERION),
    "unevidenced_maximum_is_below_maximum": lambda r: Criterion(
        rubric=r["rubric"], **{**CRITERION, "code": "C2", "unevidenced_maximum": 4}
    ),
    "one_descriptor_per_criterion_and_level": lambda r: LevelDescriptor(
        criterion=r["criterion"], number=0, lowest=0, highest=0, text="x"
    ),
    "level_marks_are_in_order": lambda r: LevelDescriptor(
        criterion=r["criterion"], number=1, lowest=2, highest=1, text="x"
    ),
    "one_cap_per_criterion_and_code": lambda r: Cap(criterion=r["criterion"], code="K", maximum=1, position=2),
    "draft_has_exactly_one_owner": lambda r: Draft(
        prompt=r["prompt"], rubric=r["rubric"], **{**DRAFT, "guest_key": ""}
    ),
    "draft_extra_time_at_most_300_percent": lambda r: Draft(
        prompt=r["prompt"], rubric=r["rubric"], **DRAFT, extra_time_percent=301
    ),
    "draft_dated_feedback_has_a_date": lambda r: Draft(
        prompt=r["prompt"], rubric=r["rubric"], **DRAFT, feedback_rule="date"
    ),
    "draft_mode_is_known": lambda r: Draft(prompt=r["prompt"], rubric=r["rubric"], **{**DRAFT, "mode": "test"}),
    "one_version_per_draft_and_client_uuid": lambda r: DraftVersion(
        draft=r["draft"], client_uuid=r["version"].client_uuid, **VERSION
    ),
    "one_submission_per_draft_and_round": lambda r: Submission(draft=r["draft"], **SUBMISSION),
    "text_hash_is_a_sha256": lambda r: Submission(
        draft=r["draft"], **{**SUBMISSION, "round": 2, "text_hash": "not a hash"}
    ),
    "one_marking_per_submission_role_round": lambda r: Marking(submission=r["submission"], role="self", started_at=NOW),
    "totalled_marking_is_finished": lambda r: Marking(
        submission=r["submission"], role="teacher", started_at=NOW, totalled_at=NOW
    ),
    "one_choice_per_marking_and_criterion": lambda r: CriterionChoice(
        marking=r["marking"], criterion=r["criterion"], level=1, mark=1, maximum=4
    ),
    "mark_within_criterion_maximum": lambda r: CriterionChoice(
        marking=Marking.objects.create(submission=r["submission"], role="teacher", started_at=NOW),
        criterion=r["criterion"],
        level=1,
        mark=5,
        maximum=4,
    ),
    "confidence_is_1_to_3": lambda r: CriterionChoice(
        marking=Marking.objects.create(submission=r["submission"], role="teacher", started_at=NOW),
        criterion=r["criterion"],
        level=1,
        mark=1,
        maximum=4,
        confidence=4,
    ),
    "one_evidence_per_choice_and_sentence": lambda r: Evidence(
        choice=r["choice"], sentence=1, text="x", start=0, end=1
    ),
    "sentences_start_at_1": lambda r: Evidence(choice=r["choice"], sentence=0, text="x", start=0, end=1),
    "evidence_has_a_length": lambda r: Evidence(choice=r["choice"], sentence=2, text="x", start=4, end=4),
    "one_answer_per_marking_and_cap": lambda r: CapAnswer(marking=r["marking"], cap=r["cap"], applies=False),
    "one_mark_per_marking_and_scoring_version": lambda r: Mark(marking=r["marking"], **MARK),
    "essay_mark_is_between_0_and_its_maximum": lambda r: Mark(
        marking=r["marking"], **{**MARK, "scoring_version": 2, "points": 5}
    ),
    "one_line_per_mark_and_criterion": lambda r: MarkLine(mark=r["mark"], criterion=r["criterion"], chosen=1, points=1),
    "rules_only_lower_a_mark": lambda r: MarkLine(
        mark=r["mark"],
        criterion=Criterion.objects.create(rubric=r["rubric"], **{**CRITERION, "code": "C2"}),
        chosen=1,
        points=2,
    ),
    "one_exemplar_per_prompt_and_code": lambda r: Exemplar(prompt=r["prompt"], code="p1w", band="secure", text="x"),
    "one_mark_per_exemplar_and_criterion": lambda r: ExemplarMark(
        exemplar=r["exemplar"], criterion="C1", mark=2, reason="x"
    ),
    "one_answer_per_exemplar_and_cap": lambda r: ExemplarCap(
        exemplar=r["exemplar"], criterion="C1", cap="K", holds=False
    ),
    "one_note_per_exemplar_and_position": lambda r: ExemplarNote(exemplar=r["exemplar"], **NOTE),
    "one_hint_per_topic_criterion_and_position": lambda r: EvidenceHint(topic=r["topic"], **HINT),
    "one_scaffold_row_per_prompt_and_position": lambda r: ScaffoldRow(prompt=r["prompt"], position=1, label="x"),
    "one_point_per_prompt_and_number": lambda r: IndicativePoint(
        prompt=r["prompt"], number=1, text="x", objectives="AO2"
    ),
    "one_plan_row_per_draft_and_position": lambda r: PlanRow(draft=r["draft"], position=1, label="x"),
    "one_tick_per_submission_and_point": lambda r: PointTick(
        submission=r["submission"], point=r["tick"].point, ticked_at=NOW
    ),
    "one_comparison_per_submission_and_exemplar": lambda r: Comparison(
        submission=r["submission"], exemplar=r["exemplar"], **COMPARISON
    ),
    "trial_has_exactly_one_owner": lambda r: Trial(exemplar=r["exemplar"], **TRIAL),
    "one_trial_per_user_exemplar_and_criterion": lambda r: Trial(exemplar=r["exemplar"], user=r["user"], **TRIAL),
    "one_trial_per_guest_exemplar_and_criterion": lambda r: Trial(exemplar=r["exemplar"], guest_key="k", **TRIAL),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(rows, name):
    row = REFUSED[name](rows)

    with pytest.raises(IntegrityError) as error:
        row.save(force_insert=True)

    assert name in str(error.value) or "UNIQUE constraint failed" in str(error.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("prompt", "1. P"),
        ("rubric", "Rubric of prompt {prompt.pk}, version 1"),
        ("general", "Rubric of every prompt, version 1"),
        ("criterion", "C1 K"),
        ("cap", "K: at most 2"),
        ("hint", "Which sentence?"),
        ("scaffold", "Reasons"),
        ("point", "1. A point."),
        ("exemplar", "p1w"),
        ("exemplar mark", "C1: 1"),
        ("exemplar cap", "C1 K"),
        ("note", "A fact."),
        ("version", "1 words"),
        ("plan", "Reasons"),
        ("submission", "Submission 1 of {draft.pk}"),
        ("marking", "Self marking of {submission.pk}"),
        ("mark", "1 of 4"),
        ("trial", "{exemplar.pk} C1: 1"),
        ("tick", "{submission.pk}: {tick.point_id}"),
        ("comparison", "{submission.pk} and {exemplar.pk}"),
    ],
)
def test_a_row_says_what_it_is(rows, name, said):
    assert str(rows[name]) == said.format_map(rows)
