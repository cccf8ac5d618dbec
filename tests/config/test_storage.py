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
