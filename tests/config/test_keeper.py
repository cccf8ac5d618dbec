"""What the keeper does is seen in tests/run/test_serve.py; here is what it is told."""

from config.keeper import still_running


def test_a_group_that_is_over_is_not_ended():
    assert still_running(["12\n", "13\n", "-12\n", "14\n", "-99\n"]) == {13, 14}
