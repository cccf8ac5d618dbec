"""Every address of the site, who may ask for it, and what they get: the table behind the access and page tests.

A row that is missing fails `test_access.py`; a page that nobody looks at fails `browser/test_pages.py`.
"""

from dataclasses import dataclass, field
from functools import partial

from django.urls import reverse

from opsmethods.domain.choosing import Verdict
from tests.opsmethods.choosers import chooser_of, two_answers
from tests.opsmethods.packs import load
from tests.world import ROLES, World

Statuses = dict[str, int]


def all_get(status: int, **others: int) -> Statuses:
    return {role: others.get(role, status) for role in ROLES}


def only(*roles: str, status: int = 200, anon: int = 404, others: int = 404) -> Statuses:
    """These people get the status; to everyone else the thing does not exist."""
    return {role: status if role in roles else anon if role == "anon" else others for role in ROLES}


NOT_ALLOWED = all_get(405)
EVERYONE = all_get(200)
MEMBERS = all_get(200, anon=302)  # an anonymous visitor is sent to sign in
MEMBERS_NOT_ALLOWED = all_get(405, anon=302)
SAM = only("sam")
SAM_SENT_ON = only("sam", status=302)
SAM_REFUSED = only("sam", status=400)
SAM_MEMBER = only("sam", anon=302)
TESS_MEMBER = only("tess", anon=302)
TESS_REFUSED = only("tess", status=422, anon=302)
TESS_SENT_ON = only("tess", status=302, anon=302)
NOBODY = all_get(404)


@dataclass(frozen=True)
class Row:
    """One address, with the fields of its query. A value of `at` that names a thing of the world stands for its key.

    `viewer` is who the page tests look as; a row without one is no page, and `no_page` says why. They expect `status`.
    The page of a fault that nothing should bring about is `made_by` its view; `debug` asks a site that is being
    developed; `stock` says why only the console of a page is judged.
    """

    name: str
    at: dict[str, str | int] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict, kw_only=True)
    get: Statuses = field(default_factory=lambda: EVERYONE)
    post: Statuses = field(default_factory=lambda: NOT_ALLOWED)
    data: dict[str, str] = field(default_factory=dict)
    viewer: str = ""
    no_page: str = ""
    label: str = ""
    status: int = 200
    made_by: str = ""
    debug: bool = False
    stock: str = ""

    @property
    def id(self) -> str:
        return (self.label or self.name).replace(":", "-")

    def url(self, world: World) -> str:
        at = {key: world.things.get(value, value) for key, value in self.at.items()}
        return reverse(self.name, kwargs=at, query=self.query)


sams = partial(Row, get=SAM, viewer="sam")  # a page that is Sam's alone
TOPIC = {"topic": "operations-methods"}
METHOD = TOPIC | {"method": "job"}
PROMPT = TOPIC | {"number": 1}
MARKING = {"pk": "marking", "code": "C1"}
TRAINED = {"pk": "unmarked"}
CLOSED = {"pk": "closed"}
CHOOSER = chooser_of(load("operations-methods"))
CLEAR, CLOSE = two_answers(CHOOSER, Verdict.CLEAR), two_answers(CHOOSER, Verdict.CLOSE)
REDIRECT = "only sends on"
FRAGMENT = "a part of other pages"
FILE = "a file"

NOTES = [
    Row("opsmethods:home", viewer="anon"),
    Row("opsmethods:topic_list", viewer="anon"),
    Row("opsmethods:topic_detail", TOPIC, viewer="anon"),
    Row("opsmethods:method_detail", METHOD, viewer="anon"),
    Row("opsmethods:method_compare", TOPIC, viewer="anon"),
    Row("opsmethods:method_choose", TOPIC, viewer="anon"),
    Row("opsmethods:method_choose", TOPIC, query=CLEAR, viewer="anon", label="method_choose answered"),
    Row("opsmethods:method_choose", TOPIC, query=CLOSE, viewer="anon", label="method_choose too close"),
    Row("opsmethods:cost_compare", TOPIC, viewer="anon"),
    Row("opsmethods:theme_detail", TOPIC | {"theme": "technology"}, viewer="anon"),
    Row("opsmethods:term_list", TOPIC, viewer="anon"),
    Row("opsmethods:note_search", TOPIC, viewer="anon"),
    Row("opsmethods:note_search", TOPIC, query={"q": "batch"}, viewer="anon", label="note_search found"),
    Row("opsmethods:note_search", TOPIC, query={"q": "custmization"}, viewer="anon", label="note_search nothing"),
]
QUIZZES = [
    Row("quizzes:quiz_home", viewer="sam"),
    Row("quizzes:quiz_home", query=TOPIC | {"method": "job"}, viewer="anon", label="quiz_home narrowed"),
    Row(
        "quizzes:attempt_start",
        TOPIC,
        NOT_ALLOWED,
        all_get(302),
        {"mode": "practice"},
        no_page=REDIRECT,
    ),
    Row("quizzes:review_due", no_page=FRAGMENT),
    Row("quizzes:review_start", TOPIC, NOT_ALLOWED, all_get(302), no_page=REDIRECT),
    Row("quizzes:plan_edit", TOPIC, EVERYONE, all_get(422), viewer="sam"),
    Row("quizzes:attempt_item", {"pk": "test", "position": 3}, SAM, viewer="sam"),
    Row("quizzes:attempt_item", {"pk": "practice", "position": 1}, SAM, viewer="sam", label="attempt_item told"),
    Row("quizzes:attempt_item", {"pk": "timed", "position": 1}, SAM, viewer="sam", label="attempt_item timed"),
    Row(
        "quizzes:attempt_flag",
        {"pk": "test", "position": 1},
        NOT_ALLOWED,
        only("sam", status=422),
        no_page=REDIRECT,
    ),
    Row(
        "quizzes:attempt_answer",
        {"pk": "test", "position": 1},
        NOT_ALLOWED,
        only("sam", status=422),
        no_page=REDIRECT,
    ),
    Row("quizzes:attempt_submit", {"pk": "test"}, NOT_ALLOWED, SAM_SENT_ON, no_page=REDIRECT),
    Row("quizzes:attempt_result", {"pk": "scored"}, SAM, viewer="sam"),
    Row("quizzes:attempt_result", {"pk": "regraded"}, SAM, viewer="sam", label="attempt_result regraded"),
    Row(
        "quizzes:question_report",
        {"pk": "scored", "position": 1},
        SAM,
        only("sam", status=302),
        {"reason": "unclear"},
        viewer="sam",
    ),
    Row(
        "quizzes:question_report",
        {"pk": "regraded", "position": 1},
        SAM,
        only("sam", status=409),
        {"reason": "unclear"},
        viewer="sam",
        label="question_report thanked",
    ),
    Row(
        "quizzes:question_report",
        {"pk": "test", "position": 1},
        only("sam", status=409),
        only("sam", status=409),
        {"reason": "unclear"},
        viewer="sam",
        status=409,
        label="question_report too early",
    ),
    Row("quizzes:attempt_result", {"pk": "waiting"}, SAM, viewer="sam", label="attempt_result waiting"),
    Row("quizzes:attempt_result", {"pk": "reviewed"}, SAM, viewer="sam", label="attempt_result review"),
    Row("quizzes:attempt_result", {"pk": "abandoned"}, SAM, viewer="sam", label="attempt_result abandoned"),
]
ESSAYS = [
    Row("essays:prompt_list", viewer="anon"),
    Row("essays:prompt_list", viewer="sam", label="prompt_list begun"),
    Row("essays:prompt_detail", PROMPT, viewer="anon"),
    Row("essays:draft_start", PROMPT, NOT_ALLOWED, all_get(302), {"level": "A"}, no_page=REDIRECT),
    sams("essays:draft_plan", {"pk": "draft"}, post=SAM_REFUSED, data={"seen": "x"}),
    sams("essays:draft_edit", {"pk": "draft"}, post=SAM_REFUSED),
    sams("essays:draft_edit", {"pk": "timed_draft"}, post=SAM_REFUSED, label="draft_edit timed"),
    sams("essays:draft_edit", {"pk": "redraft"}, post=SAM_REFUSED, label="draft_edit redraft"),
    Row("essays:draft_save", {"pk": "draft"}, NOT_ALLOWED, SAM_REFUSED, no_page="JSON for the script"),
    sams("essays:draft_versions", {"pk": "draft"}),
    Row("essays:draft_restore", {"pk": "draft", "version": "version"}, NOT_ALLOWED, SAM_SENT_ON, no_page=REDIRECT),
    Row("essays:draft_submit", {"pk": "draft"}, NOT_ALLOWED, SAM_REFUSED, no_page=REDIRECT),
    Row("essays:draft_reopen", {"pk": "marked_draft"}, NOT_ALLOWED, SAM_SENT_ON, no_page=REDIRECT),
    Row("essays:draft_close", {"pk": "marked_draft"}, NOT_ALLOWED, SAM_SENT_ON, no_page=REDIRECT),
    sams("essays:submission_detail", {"pk": "marked"}),
    sams("essays:submission_detail", {"pk": "unmarked"}, label="submission_detail unmarked"),
    sams("essays:submission_detail", {"pk": "in_the_queue"}, label="submission_detail waiting"),
    sams("essays:submission_detail", {"pk": "redrafted"}, label="submission_detail redrafted"),
    sams("essays:submission_detail", {"pk": "closed"}, label="submission_detail closed"),
    sams("essays:submission_points", {"pk": "marked"}, post=SAM_REFUSED, data={"points": "0"}),
    sams("essays:submission_points", CLOSED, post=SAM_SENT_ON, query={"suggest": "yes"}, label="points suggested"),
    sams("essays:submission_samples", {"pk": "marked"}),
    sams("essays:submission_samples", {"pk": "being_redrafted"}, label="submission_samples too early"),
    sams("essays:submission_samples", CLOSED, label="submission_samples open"),
    sams("essays:submission_compare", CLOSED, post=SAM_REFUSED),
    sams("essays:submission_compare", {"pk": "compared"}, post=SAM_REFUSED, label="submission_compare done"),
    sams("essays:submission_changes", {"pk": "redrafted"}),
    sams("essays:training_edit", TRAINED | {"code": "C4"}, post=NOBODY),
    sams("essays:training_edit", TRAINED | {"code": "C1"}, post=NOBODY, label="training_edit passed"),
    sams("essays:training_edit", TRAINED | {"code": "C1"}, post=NOBODY, query={"more": "yes"}, label="training more"),
    sams("essays:training_edit", TRAINED | {"code": "C3"}, post=NOBODY, label="training_edit third"),
    Row("essays:marking_start", {"pk": "unmarked"}, NOT_ALLOWED, SAM_SENT_ON, no_page=REDIRECT),
    Row("essays:marking_again", {"pk": "marked"}, NOT_ALLOWED, SAM_SENT_ON, no_page=REDIRECT),
    sams("essays:marking_edit", MARKING, post=SAM_REFUSED, data={"level": "none"}),
    sams(
        "essays:marking_edit",
        MARKING,
        post=SAM_SENT_ON,
        data={"mark": "1"},
        query={"look": "yes"},
        label="marking tinted",
    ),
    Row("essays:marking_finish", {"pk": "marking"}, NOT_ALLOWED, SAM_SENT_ON, no_page=REDIRECT),
]
CLASSES = [
    Row("classrooms:classroom_list", {}, MEMBERS, MEMBERS_NOT_ALLOWED, viewer="sam"),
    Row("classrooms:work_list", {}, MEMBERS, MEMBERS_NOT_ALLOWED, no_page=FRAGMENT),
    Row("classrooms:classroom_create", {}, MEMBERS, all_get(422, anon=302), viewer="tess"),
    Row("classrooms:classroom_join", {}, MEMBERS, all_get(422, anon=302), viewer="nia"),
    Row(
        "classrooms:classroom_join",
        {"code": "code"},
        MEMBERS,
        all_get(302),
        {"code": "TQHC4R"},
        viewer="nia",
        label="classroom_join with a code",
    ),
    Row(
        "classrooms:classroom_detail",
        {"pk": "class"},
        only("sam", "tess", anon=302),
        MEMBERS_NOT_ALLOWED,
        viewer="sam",
    ),
    Row(
        "classrooms:classroom_detail",
        {"pk": "class"},
        only("sam", "tess", anon=302),
        MEMBERS_NOT_ALLOWED,
        viewer="tess",
        label="classroom_detail taught",
    ),
    Row(
        "classrooms:classroom_leave",
        {"pk": "class"},
        MEMBERS_NOT_ALLOWED,
        only("sam", "tess", status=302, anon=302),
        no_page=REDIRECT,
    ),
    Row("classrooms:code_rotate", {"pk": "class"}, MEMBERS_NOT_ALLOWED, TESS_SENT_ON, no_page=REDIRECT),
    Row("classrooms:membership_edit", {"pk": "class", "member": "member"}, TESS_MEMBER, TESS_REFUSED, viewer="tess"),
    Row("classrooms:assignment_create", {"pk": "class"}, TESS_MEMBER, TESS_REFUSED, viewer="tess"),
    Row("classrooms:assignment_detail", {"pk": "essay_work"}, TESS_MEMBER, MEMBERS_NOT_ALLOWED, viewer="tess"),
    Row(
        "classrooms:assignment_start",
        {"pk": "quiz_work"},
        MEMBERS_NOT_ALLOWED,
        only("sam", status=302, anon=302),
        no_page=REDIRECT,
    ),
    Row("classrooms:comment_list", {}, MEMBERS, MEMBERS_NOT_ALLOWED, viewer="tess"),
    Row("classrooms:comment_delete", {"pk": "comment"}, MEMBERS_NOT_ALLOWED, TESS_SENT_ON, no_page=REDIRECT),
    Row("classrooms:moderation_edit", {"pk": "script"}, TESS_MEMBER, TESS_REFUSED, viewer="tess"),
    Row(
        "classrooms:moderation_edit",
        {"pk": "script"},
        TESS_MEMBER,
        TESS_REFUSED,
        query={"blind": "yes"},
        viewer="tess",
        label="moderation blind",
    ),
    Row("classrooms:moderation_agree", {"pk": "script"}, MEMBERS_NOT_ALLOWED, TESS_REFUSED, no_page=REDIRECT),
    Row("classrooms:moderation_settle", {"pk": "script"}, MEMBERS_NOT_ALLOWED, TESS_SENT_ON, no_page=REDIRECT),
    Row("classrooms:moderation_release", {"pk": "script"}, MEMBERS_NOT_ALLOWED, TESS_SENT_ON, no_page=REDIRECT),
]
PROGRESS = [
    Row("progress:progress_home", viewer="sam"),
    Row("progress:evidence_detail", METHOD | {"dimension": "VOL"}, no_page=FRAGMENT),
    Row("progress:prompt_knowledge", PROMPT, viewer="sam"),
    Row("progress:report_request", {}, MEMBERS_NOT_ALLOWED, all_get(302), no_page=REDIRECT),
    Row("progress:report_detail", {"pk": "report"}, SAM_MEMBER, MEMBERS_NOT_ALLOWED, viewer="sam"),
    Row(
        "progress:report_detail",
        {"pk": "waiting_report"},
        SAM_MEMBER,
        MEMBERS_NOT_ALLOWED,
        viewer="sam",
        label="report_detail waiting",
    ),
    Row("progress:report_download", {"pk": "report"}, SAM_MEMBER, MEMBERS_NOT_ALLOWED, no_page=FILE),
]
PEOPLE = [
    Row("accounts:account_detail", {}, MEMBERS, MEMBERS_NOT_ALLOWED, viewer="sam"),
    Row("accounts:name_edit", {}, MEMBERS, all_get(422, anon=302), {"first_name": "x" * 151}, viewer="sam"),
    Row("accounts:account_export", {}, MEMBERS, MEMBERS_NOT_ALLOWED, no_page=FILE),
    Row("accounts:account_erase", {}, MEMBERS, all_get(422, anon=302), viewer="sam"),
    Row("accounts:preference_edit", {}, EVERYONE, all_get(422), {"level": "none"}, viewer="anon"),
    Row(
        "accounts:notice_read",
        {"pk": "notice"},
        MEMBERS_NOT_ALLOWED,
        only("sam", status=302, anon=302),
        no_page=REDIRECT,
    ),
    Row("accounts:style_guide", {}, all_get(404), viewer="sam", debug=True),
]
GUESTS = all_get(302, anon=200)  # whoever is signed in is sent on
WITHOUT_A_SECOND_STEP = all_get(404, anon=302)
SIGN_IN = [
    Row("account_login", {}, GUESTS, GUESTS, viewer="anon"),
    Row("account_signup", {}, GUESTS, GUESTS, viewer="anon"),
    Row("account_logout", {}, MEMBERS, all_get(302), viewer="sam"),
    Row("account_reset_password", {}, EVERYONE, EVERYONE, viewer="anon"),
    Row("account_reset_password_done", {}, EVERYONE, NOT_ALLOWED, viewer="anon"),
    Row("account_reset_password_from_key", {"uidb36": "1", "key": "no-such"}, EVERYONE, EVERYONE, viewer="anon"),
    Row("account_reset_password_from_key_done", {}, EVERYONE, NOT_ALLOWED, viewer="anon"),
    Row("account_change_password", {}, MEMBERS, MEMBERS, viewer="sam"),
    Row("account_set_password", {}, all_get(302), all_get(302), no_page=REDIRECT),
    Row("account_email", {}, MEMBERS, all_get(302), viewer="sam"),
    Row("account_email_verification_sent", {}, EVERYONE, NOT_ALLOWED, viewer="anon"),
    Row("account_confirm_email", {"key": "no-such"}, EVERYONE, all_get(404), viewer="anon"),
    Row("account_confirm_login_code", {}, all_get(302), all_get(302), no_page=REDIRECT),
    Row("account_inactive", {}, EVERYONE, NOT_ALLOWED, viewer="anon"),
    Row("account_reauthenticate", {}, MEMBERS, MEMBERS, viewer="sam"),
    Row("mfa_index", {}, MEMBERS, MEMBERS_NOT_ALLOWED, viewer="sam"),
    Row("mfa_authenticate", {}, all_get(302), all_get(302), no_page=REDIRECT),
    Row("mfa_reauthenticate", {}, all_get(302), all_get(302), no_page=REDIRECT),
    Row("mfa_activate_totp", {}, all_get(302), all_get(302), viewer="sam_just_now"),
    Row("mfa_deactivate_totp", {}, WITHOUT_A_SECOND_STEP, WITHOUT_A_SECOND_STEP, no_page=REDIRECT),
    Row("mfa_view_recovery_codes", {}, WITHOUT_A_SECOND_STEP, MEMBERS_NOT_ALLOWED, no_page=REDIRECT),
    Row("mfa_generate_recovery_codes", {}, all_get(302), all_get(302), no_page=REDIRECT),
    Row("mfa_download_recovery_codes", {}, WITHOUT_A_SECOND_STEP, WITHOUT_A_SECOND_STEP, no_page=FILE),
]
SITE = [
    Row("healthz", no_page="for machines"),
    Row("readyz", no_page="for machines"),
]
TABLE = {
    "notes": NOTES,
    "quizzes": QUIZZES,
    "essays": ESSAYS,
    "classes": CLASSES,
    "progress": PROGRESS,
    "people": PEOPLE,
    "sign-in": SIGN_IN,
    "site": SITE,
}
DJANGOS = "the markup is Django's: fields of inlines without a label, links of filters closer than 24 pixels"
ADMIN = [
    Row("admin:index", viewer="editor", stock=DJANGOS),
    Row("admin:opsmethods_statement_changelist", viewer="editor", stock=DJANGOS),
    Row("admin:opsmethods_method_change", {"object_id": "method_row"}, viewer="editor", stock=DJANGOS),
    Row("admin:opsmethods_statement_change", {"object_id": "statement_row"}, viewer="editor", stock=DJANGOS),
    Row("admin:opsmethods_topic_history", {"object_id": "topic_row"}, viewer="editor"),
    Row("admin:opsmethods_example_deleted", viewer="editor"),
    Row("admin:opsmethods_pack_import", viewer="editor"),
    Row("admin:opsmethods_topic_matrix", {"object_id": "topic_row"}, viewer="editor"),
    Row("admin:opsmethods_hardset_changelist", viewer="editor"),
    Row("admin:quizzes_bankitem_changelist", viewer="editor", stock=DJANGOS),
    Row("admin:quizzes_bankitem_change", {"object_id": "bank_question"}, viewer="editor"),
    Row("admin:quizzes_bank_review", viewer="editor"),
    Row("admin:essays_rubric_change", {"object_id": "rubric_row"}, viewer="editor", stock=DJANGOS),
    Row("admin:essays_rubric_grid", {"object_id": "rubric_row"}, viewer="editor"),
    Row("admin:quizzes_receipt_changelist", viewer="admin", stock=DJANGOS),
    Row("admin:quizzes_receipt_check", viewer="admin"),
    Row("admin:quizzes_reviewlog_recall", viewer="admin"),
    Row("admin:quizzes_itemstatistic_changelist", viewer="admin", stock=DJANGOS),
    Row("admin:quizzes_confusioncell_changelist", viewer="admin", stock=DJANGOS),
    Row("admin:quizzes_certaintycount_changelist", viewer="admin", stock=DJANGOS),
    Row("admin:quizzes_questionreport_queue", viewer="admin"),
    Row("admin:quizzes_questionreport_question", {"snapshot": "reported_question"}, viewer="admin"),
    Row("admin:quizzes_regrade_new", {"snapshot": "reported_question"}, viewer="admin"),
    Row(
        "admin:quizzes_regrade_new",
        {"snapshot": "reported_question"},
        query={"cause": "unclear", "policy": "full_marks", "note": "It was unclear."},
        viewer="admin",
        label="regrade_new tried",
    ),
    Row("admin:quizzes_attempt_change", {"object_id": "attempt_row"}, viewer="admin", stock=DJANGOS),
]
ERRORS = [
    Row("opsmethods:topic_detail", {"topic": "no-such-topic"}, viewer="sam", status=404, label="404"),
    Row("admin:accounts_user_changelist", viewer="editor", status=403, label="403"),
    Row("progress:report_request", viewer="sam", status=405, label="405"),
    Row("opsmethods:home", viewer="sam", status=500, made_by="server_error", label="500"),
    Row("account_login", viewer="sam", status=429, made_by="429.html", label="429"),
    Row("account_login", viewer="sam", status=403, made_by="403_csrf.html", label="403 csrf"),
]
PAGES = [row for rows in (*TABLE.values(), ADMIN, ERRORS) for row in rows if row.viewer]
