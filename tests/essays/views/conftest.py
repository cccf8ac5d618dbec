import pytest
from django.test import Client

from essays import operations
from essays.models import Draft, Marking, Submission
from tests.essays.work import NOW, actor_of, change, make_draft, make_finished, make_redraft, start_marking


@pytest.fixture
def sam(cast, client_of) -> Client:
    return client_of(cast.sam)


@pytest.fixture
def marked(finished) -> Submission:
    """Handed in, with its writer's mark totalled: the highest on every criterion."""
    operations.total_marking(finished.pk, now=NOW)
    return finished.submission


@pytest.fixture
def closed(marked) -> Submission:
    """Marked and final: its samples are open."""
    operations.close_draft(marked.draft, now=NOW)
    return marked


@pytest.fixture
def redrafted(marked) -> Submission:
    """The second version of an essay, not marked yet."""
    return make_redraft(marked, text="Job production makes one thing.")


@pytest.fixture
def drilled(prompt, cast) -> Draft:
    """A draft whose writer has to train before marking it."""
    return make_draft(actor_of(cast.sam), prompt=prompt, training_required=True)


@pytest.fixture
def drilled_marking(drilled, cast) -> Marking:
    submission = operations.hand_in(drilled, change=change(), now=NOW)
    return start_marking(submission, author=cast.sam)


@pytest.fixture
def marked_again(redrafted, cast) -> Submission:
    operations.total_marking(make_finished(redrafted, author=cast.sam, sentences=()).pk, now=NOW)
    return redrafted
