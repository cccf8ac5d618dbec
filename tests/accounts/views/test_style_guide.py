from django.urls import reverse

URL = reverse("accounts:style_guide")


def test_style_guide_shows_every_slot_while_developing(client, settings, db):
    settings.DEBUG = True

    page = client.get(URL).content.decode()

    assert [f"method-slot-{slot}" in page for slot in range(1, 9)] == [True] * 8


def test_style_guide_is_not_there_in_production(client, db):
    assert client.get(URL).status_code == 404
