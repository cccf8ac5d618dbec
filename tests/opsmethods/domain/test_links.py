from opsmethods.domain import links


def test_each_app_adds_a_link_and_replaces_its_own(monkeypatch):
    monkeypatch.setattr(links, "_builders", {})
    links.register("quizzes", lambda table, pk: links.Link("Old", "/", "x"))
    links.register("essays", lambda table, pk: links.Link("Essays", f"/{table}/", "y"))
    links.register("quizzes", lambda table, pk: links.Link("Questions", f"/{pk}/", "x"))

    assert links.links_from("cell", 7) == (links.Link("Questions", "/7/", "x"), links.Link("Essays", "/cell/", "y"))
