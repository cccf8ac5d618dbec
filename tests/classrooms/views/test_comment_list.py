import pytest
from django.urls import reverse

from essays.operations import keep_comment
from tests.classrooms.work import NOW

URL = reverse("classrooms:comment_list")


@pytest.fixture
def _saved(cast):
    keep_comment(cast.tess, criterion="C3", text="Why does it follow?", now=NOW)
    keep_comment(cast.tess, criterion="", text="Name <the> firm.", now=NOW)
    keep_comment(cast.omar, criterion="C3", text="Compare.", now=NOW)


@pytest.mark.usefixtures("_saved")
def test_a_teacher_sees_their_own_comments(cast, client_of):
    text = client_of(cast.tess).get(URL).content.decode()

    assert "Why does it follow?" in text
    assert "Name &lt;the&gt; firm." in text
    assert ("For C3, last used 2 March 2026" in text, "For any criterion" in text) == (True, True)
    assert "Compare." not in text


def test_whoever_saved_none_is_told_how(cast, client_of):
    assert "Nothing is saved yet" in client_of(cast.tess).get(URL).content.decode()


def test_the_class_leads_there(cast, client_of):
    assert f'href="{URL}"' in client_of(cast.tess).get(cast.classroom.get_absolute_url()).content.decode()
