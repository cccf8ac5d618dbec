import re
import shutil

from opsmethods.checks import content_parses
from opsmethods.domain.content import SHIPPED


def test_the_content_that_comes_with_the_site_can_be_read():
    assert content_parses() == []


def test_a_broken_pack_is_an_error_with_file_and_path(tmp_path):
    pack = shutil.copytree(SHIPPED / "operations-methods", tmp_path / "operations-methods")
    (pack / "topic.yaml").write_text((pack / "topic.yaml").read_text() + "colour: red\n")

    (error,) = content_parses(tmp_path)

    assert (error.id, error.msg) == ("opsmethods.E001", "operations-methods: topic.yaml: colour: unknown key")


def test_a_file_that_is_not_yaml_is_an_error_with_its_line(tmp_path):
    pack = shutil.copytree(SHIPPED / "operations-methods", tmp_path / "operations-methods")
    (pack / "wordings.yaml").write_text("wordings: [")

    (error,) = content_parses(tmp_path)

    assert "wordings.yaml" in error.msg
    assert re.search(r"line \d", error.msg)
