import fcntl
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.broker import Broker, embedded_broker, give_back_unfinished
from config.celery import app
from config.demo.people import anybody_here, sign_ins
from config.ports import PortTaken, hold_port
from config.preparation import is_prepared, prepare
from config.processes import DidNotStart, Supervisor

FAULTS = (PortTaken, DidNotStart, OSError)


class Command(BaseCommand):
    help = "Run the whole site on this machine: web, worker, timetable and Redis. Ctrl-C stops all of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="8000, or the next free one")
        parser.add_argument("--workers", type=int, default=2, help="web processes")
        parser.add_argument("--no-demo", dest="demo", action="store_false", help="no demo people in an empty database")

    def handle(self, *, port: int | None, workers: int, demo: bool, **_options: Any) -> None:
        began = time.monotonic()
        try:
            with only_one_here(Path(settings.DATA_DIR)), hold_port(port) as held, self.supervisor() as supervisor:
                self.make_ready(supervisor, demo=demo)
                chosen = held.getsockname()[1]
                self.start(supervisor, port=chosen, workers=workers)
                self.greet(port=chosen, seconds=time.monotonic() - began)
                supervisor.watch()
        except FAULTS as fault:
            raise CommandError(fault) from fault
        except KeyboardInterrupt:
            self.say("Stopped.")

    def supervisor(self) -> Supervisor:
        logs = Path(settings.DATA_DIR) / "logs"
        logs.mkdir(exist_ok=True)
        return Supervisor(logs=logs, say=self.say)

    def make_ready(self, supervisor: Supervisor, *, demo: bool) -> None:
        self.env = {**os.environ, "CELERY_SKIP_CHECKS": "yes"}  # this command has run them
        if not settings.CELERY_BROKER_URL:
            broker = self.start_broker(supervisor)
            self.env["CELERY_BROKER_URL"] = broker.celery_url
        if not is_prepared():
            self.say("Preparing tables, content and static files ...")
            prepare(partial(call_command, verbosity=0, stdout=StringIO()))
        if demo and not anybody_here():
            self.say("Making demo people and their work ...")
            call_command("make_demo", stdout=StringIO())

    def start_broker(self, supervisor: Supervisor) -> Broker:
        folder = Path(settings.DATA_DIR) / "redis"
        broker = embedded_broker(folder, wanted=os.environ.get("REDIS_SERVER", ""))
        self.say(f"Redis: {broker.description}")
        program = supervisor.start("redis", *broker.command, env=self.env)
        supervisor.wait(program, broker.answers, seconds=30)
        if broker.keeps_queue:
            give_back_unfinished(app, broker.celery_url)
        return broker

    def start(self, supervisor: Supervisor, *, port: int, workers: int) -> None:
        web = supervisor.start("web", *web_command(port, workers), env=self.env)
        supervisor.start("worker", *celery_command("worker", "--concurrency", "2"), env=self.env, patience=15)
        supervisor.start("beat", *celery_command("beat", "--pidfile=", "--schedule", schedule_file()), env=self.env)
        supervisor.wait(web, partial(responds, port), seconds=60)

    def greet(self, *, port: int, seconds: float) -> None:
        people = [f"  {line}" for line in sign_ins()]
        place = f"  Everything is kept in {settings.DATA_DIR}; Ctrl-C stops all of it."
        self.say("\n".join(["", f"  http://localhost:{port}/  ready in {seconds:.1f} s", "", *people, "", place, ""]))

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


@contextmanager
def only_one_here(folder: Path) -> Iterator[None]:
    """One `serve` per data folder; the lock goes with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(f"The site already runs from {folder}.") from None
        yield


def web_command(port: int, workers: int) -> tuple[str, ...]:
    place = ("--host", "127.0.0.1", "--port", str(port))
    strength = ("--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws")
    return (sys.executable, "-m", "granian", "--interface", "wsgi", *place, *strength, "config.wsgi:application")


def celery_command(*arguments: str) -> tuple[str, ...]:
    quiet = ("--without-gossip", "--without-mingle") if arguments[0] == "worker" else ()
    return (sys.executable, "-m", "celery", "-A", "config", *arguments, "--loglevel", "INFO", *quiet)


def schedule_file() -> str:
    return str(Path(settings.DATA_DIR) / "beat-schedule")


def responds(port: int) -> bool:
    """Any answer of the web server will do, a refusal included."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True
