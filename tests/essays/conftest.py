import pytest

from essays.models import Draft, Marking, Prompt, Submission
from tests.essays.work import actor_of, make_draft, make_finished, make_submission, start_marking


@pytest.fixture
def prompt(main_pack) -> Prompt:
    return main_pack.prompts.get(number=1)


@pytest.fixture
def any_prompt(any_topic) -> Prompt:
    """Runs the test on a prompt of each pack."""
    return any_topic.prompts.get(number=1)


@pytest.fixture
def draft(prompt, cast) -> Draft:
    return make_draft(actor_of(cast.sam), prompt=prompt)


@pytest.fixture
def submission(prompt, cast) -> Submission:
    return make_submission(actor_of(cast.sam), prompt=prompt)


@pytest.fixture
def marking(submission, cast) -> Marking:
    return start_marking(submission, author=cast.sam)


@pytest.fixture
def finished(submission, cast) -> Marking:
    return make_finished(submission, author=cast.sam)
