from config.storage import StaticStorage

STAMP = "0123456789ab"


def test_only_what_pages_link_to_is_compressed(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    linked, seldom = (
        f"css/site.{STAMP}.css",
        [f"admin/css/base.{STAMP}.css", f"js/bootstrap.esm.{STAMP}.js", "css/site.css"],
    )
    for name in (linked, *seldom):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("body{color:black}" * 100)

    written = [name for name, _ in StaticStorage().compress_files([linked, *seldom])]

    assert sorted(set(written)) == [linked]
    assert sorted(path.name for path in tmp_path.rglob("*.*") if path.suffix in {".gz", ".br"}) == [
        f"site.{STAMP}.css.br",
        f"site.{STAMP}.css.gz",
    ]
