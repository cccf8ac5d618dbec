from config.storage import StaticStorage

HASH = "0123456789ab"


def test_only_what_pages_link_to_is_compressed(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    names = [f"css/site.{HASH}.css", "css/site.css", f"css/site.css.{HASH}.map", f"admin/css/base.{HASH}.css"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("body{color:black}" * 100)

    compressed = {name for name, _ in StaticStorage().compress_files(names)}

    assert compressed == {f"css/site.{HASH}.css"}
    assert sorted(path.name for path in tmp_path.rglob("*") if path.suffix in {".gz", ".br"}) == [
        f"site.{HASH}.css.br",
        f"site.{HASH}.css.gz",
    ]
