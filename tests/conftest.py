"""What every test may ask for: the two content packs, the cast, clients, real servers, a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings

from accounts.models import User
from classrooms.models import Classroom
from opsmethods.domain.facts import FactBase
from opsmethods.models import Topic
from opsmethods.queries.choosing import _chooser_facts
from opsmethods.queries.facts import _kept, fact_base
from opsmethods.queries.search import _index
from opsmethods.views.cheap import _page
from quizzes.queries.bank import _withheld
from tests.factories.accounts import make_user
from tests.factories.classrooms import make_classroom
from tests.originals import Originals
from tests.servers import postgres, redis_server
from tests.world import World, build_world

# Playwright's synchronous API keeps an event loop in the test's thread, which Django would refuse to query from.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A slow machine is no fault of the code, and every run tries the same examples. `./run test --full` tries more.
ANY_MACHINE = {"deadline": None, "derandomize": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("fast", max_examples=25, **ANY_MACHINE)
settings.register_profile("full", max_examples=200, **ANY_MACHINE)
settings.load_profile("fast")

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SECOND_PACK = Path(__file__).parent / "packs/pricing-strategies"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items):
    """What touches the database is run once more on PostgreSQL."""
    for item in items:
        if "db" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database as a site begins: the table for limits and the last beat, and the content that is shipped."""
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        load_pack()
        AS_SHIPPED.update({(topic.pk, topic.version): fact_base(topic) for topic in Topic.objects.all()})


AS_SHIPPED: dict[tuple[int, int], FactBase] = {}


@pytest.fixture(autouse=True)
def _notes_are_read_anew():
    """Tests take their rows back, so that the same key and version may stand for other notes in the next test.

    Only the notes as they were shipped are kept from test to test: to find their questions takes a while.
    """
    read_notes_anew()
    _kept.update(AS_SHIPPED)


def read_notes_anew() -> None:
    _kept.clear()
    _chooser_facts.cache_clear()
    _withheld.clear()
    _index.cache_clear()
    _page.cache_clear()


# --- Content --------------------------------------------------------------------------------------


def load_pack(*folder: str) -> None:
    call_command("load_content", *folder, verbosity=0)
    call_command("load_prompts", *folder, verbosity=0)


@pytest.fixture
def main_pack(db) -> Topic:
    """The content that the site ships: notes, prompts, rubrics."""
    return Topic.objects.get(slug="operations-methods")


@pytest.fixture
def empty_site(db) -> None:
    """A site into which nothing has been loaded yet."""
    Topic.objects.all().delete()


@pytest.fixture
def second_pack(db) -> Topic:
    """Another topic altogether: three strategies, a scale of 1 to 3, no costs."""
    load_pack(str(SECOND_PACK))
    return Topic.objects.get(slug="pricing-strategies")


@pytest.fixture(scope="module")
def shared_world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One of everything, built once for the tests of a module inside a transaction around them all."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world(NOW)
        transaction.set_rollback(True)


@pytest.fixture
def world(shared_world, db) -> World:
    return shared_world


@pytest.fixture
def topic(main_pack) -> Topic:
    return main_pack


@pytest.fixture(params=["main_pack", "second_pack"])
def any_topic(request, db) -> Topic:
    """Runs the test once on each pack: what holds for one topic holds for all."""
    return request.getfixturevalue(request.param)


# --- People ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cast:
    """Sam learns in Tess's class. Nia learns and Omar teaches elsewhere."""

    sam: User
    nia: User
    tess: User
    omar: User
    classroom: Classroom
    elsewhere: Classroom


@pytest.fixture
def cast(db) -> Cast:
    people = {name: make_user(name, first_name=name.title()) for name in ("sam", "nia", "tess", "omar")}
    return Cast(
        **people,
        classroom=make_classroom(
            "Year 12", code="TQHC4R", teachers=[people["tess"]], students=[people["sam"]], now=NOW
        ),
        elsewhere=make_classroom(
            "Year 13", code="RMDC7R", teachers=[people["omar"]], students=[people["nia"]], now=NOW
        ),
    )


@pytest.fixture
def client_of() -> Callable[[User | None], Client]:
    """A browser in which this person is signed in; None is a guest."""

    def client_of(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return client_of


# --- Servers and browser --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def originals(request, tmp_path_factory) -> Originals:
    """Prepared sites to be copied: one folder for all workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    is_worker = hasattr(request.config, "workerinput")
    return Originals((folder.parent if is_worker else folder) / "originals")


@pytest.fixture(scope="session")
def postgres_url():
    with postgres() as url:
        yield url


@pytest.fixture
def redis():
    with redis_server() as server:
        yield server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium, or set CHROMIUM to the path of one")
    quiet = ["disable-background-networking", "disable-component-update", "disable-sync", "disable-quic"]
    plain = ["no-sandbox", "disable-gpu", "disable-dev-shm-usage", "no-first-run"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": [f"--{flag}" for flag in quiet + plain]}
