from config.storage import StaticStorage

HASH = "0123456789ab"


def test_only_what_pages_link_to_is_compressed(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    loaded = {f"css/site.{HASH}.css", f"css/bootstrap.min.{HASH}.css", f"django_htmx/htmx-2.min.{HASH}.js"}
    others = [
        "css/site.css",
        f"css/site.css.{HASH}.map",
        f"admin/css/base.{HASH}.css",
        f"css/bootstrap-grid.{HASH}.css",
    ]
    names = [*loaded, *others]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("body{color:black}" * 100)

    compressed = {name for name, _ in StaticStorage().compress_files(names)}

    assert compressed == loaded


def test_a_name_is_worked_out_once(tmp_path, settings, monkeypatch):
    settings.DEBUG, settings.STATIC_ROOT = False, tmp_path
    asked = []
    monkeypatch.setattr(
        "django.contrib.staticfiles.storage.HashedFilesMixin._url",
        lambda *arguments: asked.append(arguments) or "/static/site.css",
    )
    storage = StaticStorage()

    urls = [storage.url("css/site.css") for _ in range(3)]

    assert urls == ["/static/site.css"] * 3
    assert len(asked) == 1
