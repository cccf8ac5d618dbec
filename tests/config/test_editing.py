from django.urls import reverse

from tests.factories.accounts import make_user


def test_the_admin_stands_in_the_order_an_editor_works(admin_client, db):
    apps = admin_client.get(reverse("admin:index")).context["app_list"]

    notes = [row["object_name"] for row in apps[0]["models"]]
    assert apps[0]["app_label"] == "opsmethods"
    assert notes[:6] == ["Topic", "Source", "Syllabus", "Dimension", "Trait", "Method"]
    assert notes[-7:] == ["Wording", "Group", "Puzzle", "Cue", "Family", "Filler", "HardSet"]


def test_whoever_may_not_change_cells_is_not_led_there(client, db):
    client.force_login(make_user("staff", is_staff=True))

    assert "Matrix as a grid" not in client.get(reverse("admin:index")).content.decode()
