"""House rules that a machine can hold. Numbers in brackets are those of CONTRIBUTING.md."""

import ast
import inspect
import re
from collections.abc import Iterator

import pytest
from celery import Task, current_app
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.commands.makemigrations import Command as MakeMigrations

from tests.source import APPS, ROOT, ROOT_PACKAGES, functions_in, name_of, own_models, own_views, tracked

FUNCTION_LINES, VIEW_LINES, MODULE_LINES, TEMPLATE_LINES = 40, 25, 400, 120
JSON_TYPES = (str, int, float, bool)


# --- Where things live ----------------------------------------------------------------------------


def test_the_import_contracts_know_every_app():
    found = {path.parent.name for path in tracked("*/apps.py") if path.parent.parent == ROOT}

    assert found == set(ROOT_PACKAGES)


def test_every_installed_app_of_ours_is_a_root_package():
    ours = {name.split(".")[0] for name in settings.INSTALLED_APPS if (ROOT / name.split(".")[0]).is_dir()}

    assert ours == set(ROOT_PACKAGES)


# --- Sizes ----------------------------------------------------------------------------------------


def longer_than(limit: int, *patterns: str) -> list[str]:
    sizes = {path: len(path.read_text().splitlines()) for path in tracked(*patterns)}
    return [f"{name_of(path)}: {lines}" for path, lines in sizes.items() if lines > limit]


def long_functions(limit: int, *patterns: str) -> Iterator[str]:
    for path in tracked(*patterns):
        for function in functions_in(path):
            lines = function.end_lineno - function.lineno + 1
            if lines > limit:
                yield f"{name_of(path)}:{function.lineno} {function.name}: {lines}"


def test_functions_are_short():
    assert list(long_functions(FUNCTION_LINES, "*.py", "run", ":!*/migrations/*")) == []


def test_views_are_shorter():
    assert list(long_functions(VIEW_LINES, "*/views.py", "*/views/*.py", ":!tests/*")) == []


def test_modules_are_short():
    assert longer_than(MODULE_LINES, "*.py", "run", ":!*/migrations/*") == []


def test_templates_are_short():
    assert longer_than(TEMPLATE_LINES, "templates/*.html") == []


# --- One word, four places ------------------------------------------------------------------------


def test_a_url_name_is_the_name_of_its_view():
    wrong = {
        name: view.__qualname__
        for name, view in own_views().items()
        if name != f"{view.__module__.split('.')[0]}:{view.__name__}"
    }

    assert wrong == {}


def test_every_view_has_a_test_module_of_its_name():
    wanted = {f"tests/{app}/views/test_{view}.py" for app, view in (name.split(":") for name in own_views())}

    assert sorted(name for name in wanted if not (ROOT / name).exists()) == []


def rendered_by(view) -> set[str]:
    """Template names that stand as text in a view's own lines."""
    tree = ast.parse(inspect.getsource(inspect.unwrap(view)))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and text.endswith(".html")}


def test_a_view_renders_the_template_of_its_name_or_a_fragment():
    wrong = {
        name: template
        for name, view in own_views().items()
        for template in rendered_by(view)
        if template != f"{name.replace(':', '/')}.html" and not template.rpartition("/")[2].startswith("_")
    }

    assert wrong == {}


def test_every_page_template_belongs_to_a_view():
    pages = {f"{app}:{path.stem}" for app in APPS for path in tracked(f"templates/{app}/*.html")}

    assert sorted(page for page in pages if ":_" not in page and page not in own_views()) == []


PACKAGES = ("account", "mfa", "allauth")  # their templates keep their names where ours take their place


def test_included_templates_are_fragments():
    wrong = [
        f"{name_of(path)} includes {included}"
        for path in tracked("templates/*.html")
        for included in re.findall(r'{% include "([^"]+)"', path.read_text())
        if not included.rpartition("/")[2].startswith("_") and included.split("/")[0] not in PACKAGES
    ]

    assert wrong == []


# --- Tasks ----------------------------------------------------------------------------------------


def own_tasks() -> dict[str, Task]:
    current_app.loader.import_default_modules()
    return {name: task for name, task in current_app.tasks.items() if name.split(".")[0] in ROOT_PACKAGES}


def test_tasks_take_json_values_by_keyword_only():
    wrong = [
        f"{name}({parameter})"
        for name, task in own_tasks().items()
        for parameter in inspect.signature(task.run).parameters.values()
        if parameter.kind is not parameter.KEYWORD_ONLY or parameter.annotation not in JSON_TYPES
    ]

    assert wrong == []


def test_tasks_are_acknowledged_after_the_work():
    assert [name for name, task in own_tasks().items() if not (task.acks_late and task.ignore_result)] == []


def test_a_task_is_named_after_its_app_and_function():
    wrong = {name: task.run.__qualname__ for name, task in own_tasks().items()}

    assert {name: function for name, function in wrong.items() if name.partition(".")[2] != function} == {}


def test_every_task_is_run_twice_somewhere():
    from tests.test_tasks import RUN_TWICE

    assert set(RUN_TWICE) == set(own_tasks())


def test_every_scheduled_task_exists():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(own_tasks())


# --- Tables ---------------------------------------------------------------------------------------


def test_migrations_are_named_by_hand():
    names = [path.stem for path in tracked(*(f"{app}/migrations/0*.py" for app in APPS))]

    assert [name for name in names if "_auto_" in name or not re.fullmatch(r"\d{4}_[a-z][a-z_]+", name)] == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command(MakeMigrations(), *APPS, check=True, dry_run=True, verbosity=0)


def test_every_named_constraint_has_a_test():
    written = "\n".join(path.read_text() for path in tracked(*(f"tests/{app}/*.py" for app in APPS)))
    names = {constraint.name for model in own_models() for constraint in model._meta.constraints}

    assert sorted(name for name in names if not re.search(rf"(\b|_){name}\b", written)) == []


# --- Documents ------------------------------------------------------------------------------------


def variables_read_in(name: str) -> set[str]:
    """Names passed to `env.<reader>("NAME", ...)` or taken from `os.environ`."""
    text = (ROOT / name).read_text()
    return set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', text))


def test_every_setting_from_the_environment_is_in_the_example():
    example = (ROOT / ".env.example").read_text()
    listed = set(re.findall(r"^#?\s*([A-Z_]+)=", example, flags=re.MULTILINE))

    assert variables_read_in("config/settings.py") - listed == set()


def test_every_command_of_ours_is_documented():
    documents = "\n".join(path.read_text() for path in tracked("*.md"))
    commands = {name for name, app in get_commands().items() if app.split(".")[0] in ROOT_PACKAGES}

    assert sorted(name for name in commands if not re.search(rf"\b{name}\b", documents)) == []
