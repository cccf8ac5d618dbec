import pytest

from opsmethods import queries


@pytest.fixture(autouse=True)
def _fresh_facts():
    """Keys come again when a test's rows are rolled back: what was kept for them is of another test."""
    queries._fact_base.cache_clear()
