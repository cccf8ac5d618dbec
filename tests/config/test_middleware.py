from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

ACCOUNT = reverse("accounts:account_detail")


@pytest.mark.parametrize(
    ("sent", "kept"), [("abcdef123456", True), ("short", False), ("spaces are bad", False), ("x" * 65, False)]
)
def test_request_id_is_taken_if_well_formed(client, sent, kept):
    answered = client.get("/healthz", headers={"X-Request-ID": sent})["X-Request-ID"]

    assert (answered == sent) is kept
    assert 8 <= len(answered) <= 64


def test_a_fragment_sends_its_whole_page_to_the_sign_in_form(client, db):
    response = client.get(
        ACCOUNT, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/essays/drafts/1/"}
    )

    assert response["HX-Redirect"] == f"{reverse('account_login')}?next=/essays/drafts/1/"


def test_a_page_is_redirected_to_the_sign_in_form(client, db):
    response = client.get(ACCOUNT)

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={ACCOUNT}")


REPORT = reverse("progress:report_request")


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("http://testserver/progress/?topic=production%20methods#on-paper", "/progress/?topic=production%20methods"),
        ("http://testserver", "/"),
        ("http://elsewhere.example/progress/", "/"),
        ("//elsewhere.example/progress/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_again_a_form_leads_back_to_its_page(client, db, referer, page):
    response = client.post(REPORT, headers={"Referer": referer})

    url = urlsplit(response.url)
    assert (response.status_code, url.path, parse_qs(url.query)) == (302, reverse("account_login"), {"next": [page]})


@pytest.mark.parametrize("debug", [True, False])
def test_an_address_that_is_no_page_says_so_in_our_look(client_of, sam, settings, debug):
    settings.DEBUG = debug

    response = client_of(sam).get(REPORT)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "<h1" in response.content.decode()
    assert "This address is not a page" in response.content.decode()
    assert str(sam) in response.content.decode()


def test_one_content_policy_for_the_whole_site(client, db):
    pages = ["/healthz", reverse("account_login"), "/admin/login/", "/nowhere/"]

    policies = {client.get(page)["Content-Security-Policy"] for page in pages}

    [policy] = policies
    assert sorted(policy.split("; ")) == [
        "base-uri 'self'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
    ]


def test_pages_are_compressed_on_the_wire(client, db):
    response = client.get(reverse("account_login"), headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"


def test_a_guest_who_did_nothing_costs_no_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get(reverse("accounts:preference_edit"))


def test_the_frame_asks_once_for_session_and_user(client_of, sam, django_assert_num_queries):
    client = client_of(sam)

    with django_assert_num_queries(1):
        client.get(reverse("accounts:preference_edit"))
