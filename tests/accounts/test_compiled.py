from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, CharField, DateTimeField

from accounts.compiled import CompiledChange, CompiledInsert, CompiledQuery, CompiledRows, CompiledSaves, Parameter
from accounts.models import Notice, User
from opsmethods.models import Topic
from quizzes.models import ItemSnapshot
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
OF_USER = {"user": Parameter("user", BigIntegerField())}


def two_notices(user):
    return [Notice.objects.create(user=user, text=text, created_at=NOW) for text in ("First", "Second")]


def test_rows_are_those_of_the_queryset():
    sam, nia = make_user("sam"), make_user("nia")
    notices = two_notices(sam)
    two_notices(nia)
    query = CompiledQuery(lambda: Notice.objects.filter(**OF_USER).order_by("pk"))

    rows = query.rows(user=sam.pk)

    assert rows == notices
    assert [vars(row) | {"_state": None} for row in rows] == [
        vars(row) | {"_state": None} for row in Notice.objects.filter(user=sam).order_by("pk")
    ]


def test_related_rows_come_with_them(django_assert_num_queries):
    sam = make_user("sam")
    two_notices(sam)
    query = CompiledQuery(
        lambda: Notice.objects.filter(**OF_USER).select_related("user").only("text", "user__username").order_by("pk")
    )

    with django_assert_num_queries(1):
        assert [(row.text, row.user.username) for row in query.rows(user=sam.pk)] == [
            ("First", "sam"),
            ("Second", "sam"),
        ]


def test_what_was_left_out_is_fetched_when_asked_for():
    sam = make_user("sam", first_name="Sam")
    query = CompiledQuery(lambda: User.objects.filter(username=Parameter("name", CharField())).only("username"))

    row = query.row(name="sam")

    assert row == sam
    assert row.get_deferred_fields() >= {"first_name", "password"}
    assert row.first_name == "Sam"


def test_tuples_are_those_of_values_list():
    sam = make_user("sam")
    two_notices(sam)
    query = CompiledQuery(lambda: Notice.objects.filter(**OF_USER).order_by("pk").values_list("text", "created_at"))

    assert query.rows(user=sam.pk) == [("First", NOW), ("Second", NOW)]


def test_it_is_compiled_once_and_asked_with_other_values():
    sam, nia = make_user("sam"), make_user("nia")
    built = []
    query = CompiledQuery(lambda: built.append(1) or User.objects.filter(pk=Parameter("pk", BigIntegerField())))

    assert [query.row(pk=sam.pk), query.row(pk=nia.pk), query.row(pk=0)] == [sam, nia, None]
    assert built == [1]


def test_a_missing_value_is_a_mistake_of_the_caller():
    query = CompiledQuery(lambda: User.objects.filter(pk=Parameter("pk", BigIntegerField())))

    with pytest.raises(KeyError):
        query.row()


# --- Inserts --------------------------------------------------------------------------------------

UNREAD = CompiledInsert(
    Notice, lambda: User.objects.filter(pk=Parameter("user_id", BigIntegerField()), is_active=True).select_for_update()
)


def notice_of(user, **values):
    return Notice(**{"user": user, "text": "First", "url": "", "created_at": NOW, **values})


@pytest.mark.parametrize("read_at", [None, NOW])
def test_what_is_entered_is_what_would_have_been_saved(read_at):
    notice = notice_of(make_user("sam"), read_at=read_at)

    entered = UNREAD.enter(notice)

    found = Notice.objects.get()
    assert (entered, found) == (True, notice)
    assert [getattr(found, name) for name in ("user_id", "text", "url", "created_at", "read_at")] == [
        notice.user_id,
        "First",
        "",
        NOW,
        read_at,
    ]


def test_what_was_entered_can_be_changed():
    notice = notice_of(make_user("sam"))
    UNREAD.enter(notice)

    notice.text = "Second"
    notice.save()

    assert [row.text for row in Notice.objects.all()] == ["Second"]


def test_without_the_row_nothing_is_entered():
    notice = notice_of(make_user("sam", is_active=False))

    assert (UNREAD.enter(notice), notice.pk, Notice.objects.count()) == (False, None, 0)


def test_nothing_is_entered_twice():
    twice = CompiledInsert(Group, lambda: User.objects.filter(username="sam"))
    make_user("sam")

    assert [twice.enter(Group(name="editors")) for _ in range(2)] == [True, False]
    assert Group.objects.count() == 1


# --- Many rows ------------------------------------------------------------------------------------

NOTICES = CompiledRows(Notice)
GROUPS = CompiledRows(Group, skips_known=True)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_many_are_entered_at_once_and_have_their_keys(count, django_assert_num_queries):
    sam = make_user("sam")
    notices = [notice_of(sam, text=f"{number}", read_at=NOW if number else None) for number in range(count)]

    with django_assert_num_queries(min(count, 1)):
        NOTICES.enter(notices)

    values = ("pk", "user", "text", "url", "created_at", "read_at")
    assert list(Notice.objects.order_by("pk").values_list(*values)) == [
        (notice.pk, sam.pk, notice.text, "", NOW, notice.read_at) for notice in notices
    ]
    assert [notice._state.adding for notice in notices] == [False] * count


def test_a_row_that_breaks_a_constraint_stops_all_of_them():
    with pytest.raises(IntegrityError), transaction.atomic():
        CompiledRows(Group).enter([Group(name="editors"), Group(name="editors")])

    assert not Group.objects.exists()


def test_those_that_are_known_can_be_skipped():
    Group.objects.create(name="editors")

    GROUPS.enter([Group(name="editors"), Group(name="readers")])

    assert sorted(Group.objects.values_list("name", flat=True)) == ["editors", "readers"]


def test_values_are_stored_as_their_field_stores_them():
    key = "a" * 64
    snapshot = ItemSnapshot(
        id=key, body={"stem": "Why?"}, topic=Topic.objects.first(), topic_version=1, generator_version=1
    )
    snapshot.item_model, snapshot.method, snapshot.methods = "IM01", "job", ["job"]
    snapshot.seed, snapshot.created_at = 2**62, NOW

    CompiledRows(ItemSnapshot, skips_known=True).enter([snapshot])

    found = ItemSnapshot.objects.get()
    assert (found.pk, found.body, found.methods, found.seed, found.created_at) == (
        key,
        {"stem": "Why?"},
        ["job"],
        2**62,
        NOW,
    )


# --- Changes --------------------------------------------------------------------------------------

READ = CompiledChange(
    lambda: Notice.objects.filter(**OF_USER, read_at__isnull=True),
    read_at=Parameter("now", DateTimeField()),
    text="Read",
)
KEPT = CompiledSaves(Notice, ("text", "read_at"))


def test_a_change_is_that_of_an_update():
    sam, nia = make_user("sam"), make_user("nia")
    two_notices(sam)
    two_notices(nia)

    counts = [READ.change(user=sam.pk, now=NOW) for _ in range(2)]

    assert counts == [2, 0]
    assert list(Notice.objects.filter(user=sam).values_list("text", "read_at")) == [("Read", NOW)] * 2
    assert list(Notice.objects.filter(user=nia).order_by("pk").values_list("text", "read_at")) == [
        ("First", None),
        ("Second", None),
    ]


def test_some_columns_of_many_are_saved_at_once(django_assert_num_queries):
    notices = two_notices(make_user("sam"))
    notices[0].text, notices[1].read_at, notices[1].url = "Third", NOW, "/not-saved/"

    with django_assert_num_queries(1):
        count = KEPT.save(notices)

    values = Notice.objects.order_by("pk").values_list("text", "read_at", "url")
    assert (count, list(values)) == (2, [("Third", None, ""), ("Second", NOW, "")])
    assert KEPT.save([]) == 0
