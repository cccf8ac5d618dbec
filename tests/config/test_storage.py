from config.storage import StaticStorage


def test_only_what_visitors_load_is_compressed(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    for name in ("css/site.css", "admin/css/base.css"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("body{color:black}" * 100)

    written = [name for name, _ in StaticStorage().compress_files(["css/site.css", "admin/css/base.css"])]

    assert sorted(set(written)) == ["css/site.css"]
    assert sorted(path.name for path in tmp_path.rglob("*.*") if path.suffix in {".gz", ".br"}) == [
        "site.css.br",
        "site.css.gz",
    ]
