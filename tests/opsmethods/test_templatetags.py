from django.template import Context, Template


def drawn(level: int, low: int, high: int) -> str:
    return Template("{% load notes %}{% dots level low high %}").render(
        Context({"level": level, "low": low, "high": high})
    )


def test_a_dot_is_drawn_for_each_step_of_any_scale():
    svg = drawn(2, 1, 3)

    assert svg.count("<circle") == 3
    assert svg.count('r="5.5"') == 2
    assert 'viewBox="0 0 42 12"' in svg
    assert 'cx="36"' in svg


def test_a_scale_may_begin_anywhere():
    assert drawn(0, -1, 1).count('r="5.5"') == 2
