"""No word is lost of an essay, whatever drops, repeats, is overtaken or killed."""

import itertools
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connections

from essays.models import Draft, DraftVersion, Submission
from essays.queries import current_text
from tests.processes.conftest import ALIAS, Stage, children
from tests.processes.tab import PATIENCE
from tests.processes.writer import Writer, hashes
from tests.servers import responds

pytestmark = pytest.mark.servers

AT_ONCE = 4


@pytest.mark.parametrize(("sessions", "every_s"), [(50, 3), pytest.param(500, 10, marks=pytest.mark.full)])
def test_the_last_text_taken_is_always_there_and_every_version_can_be_read(stage, sessions, every_s):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        written = [pool.submit(session, stage, seed) for seed in range(sessions)]
        kills = sum(1 for _ in killings(stage, written, every_s=every_s))
    writers = [one.result() for one in written]

    assert kills > 0
    for writer in writers:
        assert_nothing_is_lost(writer)
    writers[0].pupil.close()


def session(stage: Stage, seed: int) -> Writer:
    writer = Writer(stage.web.url, seed=seed)
    writer.write()
    writer.pupil.close()
    return writer


def killings(stage: Stage, written: list[Future], *, every_s: int) -> Iterator[None]:
    """The web process and its children are killed every few seconds until all is written, and started again."""
    for _ in itertools.count():
        time.sleep(every_s)
        if all(one.done() for one in written):
            return
        for child in children(stage.web.pid):
            os.kill(child, signal.SIGKILL)
        stage.web.kill()
        stage.web.start()
        stage.web.wait_for(lambda: responds(stage.web.url), seconds=PATIENCE)
        yield


def assert_nothing_is_lost(writer: Writer) -> None:
    draft = Draft.objects.using(ALIAS).get(pk=writer.draft_id)
    versions = DraftVersion.objects.using(ALIAS).filter(draft=draft)
    submission = Submission.objects.using(ALIAS).get(draft=draft)
    taken = set(versions.filter(superseded=False).values_list("text_hash", flat=True))
    aside = set(versions.filter(superseded=True).values_list("text_hash", flat=True))

    assert submission.text == current_text(draft) == writer.told.taken[-1]
    assert hashes(writer.told.taken) <= taken
    assert hashes(writer.told.aside) <= aside | taken
    assert all(version.text for version in versions)
    connections[ALIAS].close()
