"""A whole site on either database: granian and Redis run, and each test starts the workers it needs."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import dj_database_url
import psycopg
import pytest
from django.db import connections, transaction

from quizzes.models import Attempt, Mark, MarkLine
from tests.originals import Originals
from tests.pupil import Pupil
from tests.servers import Postgres, Program, Redis, redis_server, site_env, web
from tests.walks import Quiz

ALIAS = "site"
ON_BOTH = frozenset({"test_database.py", "test_scoring.py", "test_no_lost_answer.py"})


@dataclass(frozen=True)
class Stage:
    env: dict[str, str]
    web: Program
    redis: Redis
    database: Postgres | None  # SQLite is no process

    def submitted(self, pupil: Pupil) -> uuid.UUID:
        """An attempt answered and handed in over HTTP."""
        quiz = Quiz()
        pupil.open("/quizzes/")
        folder = quiz.answered(pupil)
        quiz.hand_in(pupil, folder)
        return attempt_in(folder)


def attempt_in(folder: str) -> uuid.UUID:
    """The attempt whose pages are below this address."""
    return uuid.UUID(folder.rstrip("/").rpartition("/")[2])


def pytest_collection_modifyitems(items):
    """What is not about the database itself is tried on PostgreSQL in the full run only."""
    for item in items:
        on_postgres = getattr(item, "callspec", None) and item.callspec.params.get("stage") == "postgres"
        if on_postgres and item.path.name not in ON_BOTH:
            item.add_marker(pytest.mark.full)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def stage(request, originals, tmp_path_factory) -> Iterator[Stage]:
    with staged(request.param, originals, tmp_path_factory.mktemp(request.param)) as stage:
        yield stage


@contextmanager
def staged(kind: str, originals: Originals, folder: Path, *, app: str = "config.wsgi:application") -> Iterator[Stage]:
    with database_of(kind, originals, folder) as database, redis_server() as redis:
        url = database.url if database else ""  # SQLite's file is in the site's own folder
        env = site_env(folder, database_url=url, broker_url=redis.url, SWEEP_SECONDS="1", BEAT_SECONDS="1")
        with web(env, app=app) as serving, alias(url or f"sqlite:///{folder}/db.sqlite3"):
            yield Stage(env, serving, redis, database)


def database_of(kind: str, originals: Originals, folder: Path) -> AbstractContextManager[Postgres | None]:
    if kind == "sqlite":
        return nullcontext(originals.on_sqlite(folder))
    return originals.on_postgres(folder)


@contextmanager
def alias(url: str) -> Iterator[None]:
    """The running site's database under the name `site`, for tests that look into it."""
    ours = connections["default"].settings_dict
    chosen = {**ours, **dj_database_url.parse(url)}
    chosen["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE"} if "sqlite" in chosen["ENGINE"] else {}
    connections.settings[ALIAS] = chosen
    yield
    connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


@pytest.fixture(autouse=True)
def _looks_into_the_site(django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def pupil(stage) -> Iterator[Pupil]:
    pupil = Pupil(stage.web.url)
    yield pupil
    pupil.close()


def state_of(attempt: uuid.UUID) -> str:
    return Attempt.objects.using(ALIAS).get(pk=attempt).state


def marks_of(attempt: uuid.UUID) -> int:
    return Mark.objects.using(ALIAS).filter(attempt=attempt).count()


def ledger_of(attempt: uuid.UUID) -> list[dict[str, object]]:
    """Everything that the ledger says of an attempt."""
    entries = Mark.objects.using(ALIAS).filter(attempt=attempt).order_by("pk")
    lines = MarkLine.objects.using(ALIAS).order_by("pk")
    return [mark | {"lines": list(lines.filter(mark=mark["id"]).values())} for mark in entries.values()]


def is_scored(attempt: uuid.UUID) -> Callable[[], bool]:
    return lambda: state_of(attempt) == Attempt.State.SCORED


@contextmanager
def locked(attempt: uuid.UUID) -> Iterator[None]:
    """Nobody else may write this attempt: on SQLite nobody may write at all."""
    with transaction.atomic(using=ALIAS):
        Attempt.objects.using(ALIAS).select_for_update().get(pk=attempt)
        yield


def is_waiting_for_a_lock(stage: Stage, worker: Program) -> bool:
    """A process of this worker has reached the database and waits there for what the test holds."""
    if stage.env.get("DATABASE_URL"):
        return _waits_on_postgres()
    return any(_has_open(child, Path(stage.env["DATA_DIR"]) / "db.sqlite3") for child in children(worker.pid))


def _waits_on_postgres() -> bool:
    settings = connections[ALIAS].settings_dict
    with psycopg.connect(host=settings["HOST"], user=settings["USER"], dbname=settings["NAME"]) as watching:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return watching.execute(waiting).fetchone()[0] > 0


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def has_a_stopped_child(worker: Program) -> bool:
    return any(_state(child) == "T" for child in children(worker.pid))


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _has_open(pid: int, file: Path) -> bool:
    opened = Path(f"/proc/{pid}/fd")
    return opened.exists() and file.resolve() in {link.resolve() for link in opened.iterdir()}
