"""Each named constraint of moderation refuses the row it is named for."""

import pytest
from django.db import IntegrityError

from essays.models import PassageComment, SavedComment, Submission
from tests.essays.work import NOW

SAVED = {"criterion": "C3", "text": "Compare two methods.", "used_at": NOW}


def test_passage_has_a_length(marking):
    passage = PassageComment(marking=marking, start=4, end=4, quote="", text="Good.", created_at=NOW)

    with pytest.raises(IntegrityError, match="passage_has_a_length"):
        passage.save()


def test_one_saved_comment_per_author_criterion_and_text(cast):
    SavedComment.objects.create(author=cast.tess, **SAVED)
    SavedComment.objects.create(author=cast.omar, **SAVED)

    with pytest.raises(IntegrityError):
        SavedComment.objects.create(author=cast.tess, **SAVED)


def test_a_lease_has_an_end(submission, cast):
    with pytest.raises(IntegrityError, match="a_lease_has_an_end"):
        Submission.objects.filter(pk=submission.pk).update(leased_by=cast.tess)


def test_a_lease_of_someone_who_is_gone_is_nobodys(submission, cast):
    Submission.objects.filter(pk=submission.pk).update(leased_by=cast.tess, leased_until=NOW)

    cast.tess.delete()

    submission.refresh_from_db()
    assert (submission.leased_by, submission.leased_until) == (None, NOW)


@pytest.mark.parametrize("row", [PassageComment(text="Good."), SavedComment(text="Good.")])
def test_a_comment_is_called_by_its_words(row):
    assert str(row) == "Good."
