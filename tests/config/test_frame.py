from django.template import engines

from config.templatetags import frame

TEMPLATE = '{% load frame %}{% frame "_foot.html" signed_in=signed_in %}'


def render(*, signed_in):
    return engines["django"].from_string(TEMPLATE).render({"signed_in": signed_in})


def test_the_foot_invites_only_whoever_has_no_account():
    assert "Create an account" in render(signed_in=False)
    assert "Create an account" not in render(signed_in=True)


def test_a_part_is_rendered_once_unless_templates_are_being_changed(settings):
    frame._kept.cache_clear()
    render(signed_in=True)
    render(signed_in=True)
    assert (frame._kept.cache_info().hits, frame._kept.cache_info().misses) == (1, 1)

    settings.DEBUG = True
    render(signed_in=True)

    assert frame._kept.cache_info().hits == 1
