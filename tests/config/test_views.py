import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from config import health
from config.celery import app
from config.views import bad_request, server_error


@pytest.fixture
def _broker_down(monkeypatch):
    monkeypatch.setitem(app.conf, "task_always_eager", False)
    monkeypatch.setitem(app.conf, "broker_url", "redis://127.0.0.1:1/0")


def test_healthz_asks_for_nothing(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"up\n")


@pytest.mark.django_db
def test_readyz_is_well_where_tasks_run_in_the_request(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"database": "up", "broker": "up", "beat": "up"})


@pytest.mark.django_db
@pytest.mark.usefixtures("_broker_down")
def test_readyz_names_the_broker_that_is_down(client):
    health.record_beat(now=timezone.now())

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"database": "up", "broker": "down", "beat": "up"})


@pytest.mark.usefixtures("_broker_down")
def test_readyz_names_everything_that_is_down(client, monkeypatch):
    """Without the `db` mark the database refuses: as if it were not there."""
    monkeypatch.setattr(health, "DatabaseError", Exception)

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"database": "down", "broker": "down", "beat": "down"})


@pytest.mark.django_db
def test_readyz_names_a_beat_that_stopped(client, monkeypatch):
    monkeypatch.setitem(app.conf, "task_always_eager", False)
    monkeypatch.setitem(app.conf, "broker_url", "memory://")

    assert client.get("/readyz").json() == {"database": "up", "broker": "up", "beat": "down"}


@pytest.mark.parametrize(("view", "status"), [(bad_request, 400), (server_error, 500)])
def test_error_pages_need_no_database(view, status):
    """No `db` mark: a query would fail the test."""
    response = view(RequestFactory().get("/"))

    assert response.status_code == status
    assert "<h1" in response.content.decode()


@pytest.mark.django_db
def test_pages_not_found_are_in_our_look(client):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/people/preference/", {"level": "A"})

    assert response.status_code == 403
    assert "This form is too old to send" in response.content.decode()
