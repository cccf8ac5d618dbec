"""A pupil without JavaScript: fetches pages, keeps cookies, fills in the forms that stand on the page.

Small and quick, so that the bench and the tests with real processes can use it as well.
"""

import gzip
import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

IDLE = 2  # seconds after which a connection is opened anew: the server may be about to close it
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass
class Form:
    """A form as it stands on a page: where it goes and what it would send untouched."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


class FormReader(HTMLParser):
    """Collects the forms of a page: inputs with their values, radios and check boxes as choices."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open = False
        self._select = ""
        self._textarea = ""
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
            self._open = True
        elif self._open and tag == "select":
            self._select = given.get("name") or ""
        elif self._open and tag == "option" and self._select:
            self._add_option(given)
        elif self._open and given.get("name"):
            self._add(tag, given)

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data):
        if self._textarea:
            self.forms[-1].fields[self._textarea] += data

    def _add_option(self, given):
        form, value = self.forms[-1], given.get("value") or ""
        form.choices.setdefault(self._select, []).append(value)
        if "selected" in given or self._select not in form.fields:
            form.fields[self._select] = value

    def _add(self, tag, given):
        form, name, value = self.forms[-1], given["name"], given.get("value") or ""
        kind = given.get("type", "")
        if kind in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(value or "on")
            if "checked" in given:
                form.fields[name] = value or "on"
        elif tag == "textarea":
            form.fields[name] = ""
            self._textarea = name
        elif tag == "input" and kind not in {"submit", "button"}:
            form.fields[name] = value


@dataclass
class Page:
    url: str
    status: int
    headers: http.client.HTTPMessage
    wire: bytes

    @property
    def body(self) -> bytes:
        return gzip.decompress(self.wire) if self.headers.get("Content-Encoding") == "gzip" else self.wire

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return urljoin(self.url, self.headers.get("Location") or "")

    @property
    def forms(self) -> list[Form]:
        return FormReader(self.text).forms

    def form(self, ending: str) -> Form:
        """The form whose action ends so; LookupError if the page has none."""
        for form in self.forms:
            if urlsplit(form.action or self.url).path.endswith(ending):
                return form
        raise LookupError(f"no form to …{ending} on {self.url} ({self.status})\n{self.text}")


class Pupil:
    """One browser on one connection that is kept open. Redirects are followed only when asked for."""

    def __init__(self, site: str, cookies: dict[str, str] | None = None) -> None:
        self.site = site
        self.cookies = dict(cookies or {})
        self._connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
        self._used = 0.0

    def get(self, url: str, **headers: str) -> Page:
        return self._send("GET", url, None, headers)

    def post(self, url: str, fields: dict[str, object], **headers: str) -> Page:
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        return self._send("POST", url, urlencode(fields, doseq=True).encode(), headers)

    def submit(self, page: Page, form: Form, **fields: object) -> Page:
        return self.post(urljoin(page.url, form.action or page.url), {**form.fields, **fields})

    def follow(self, page: Page) -> Page:
        while page.status in REDIRECTS:
            page = self.get(page.location)
        return page

    def open(self, url: str) -> Page:
        return self.follow(self.get(url))

    def close(self) -> None:
        self._connection.close()

    def _send(self, method, url, body, headers):
        url = urljoin(self.site, url)
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Accept-Encoding": "gzip", "Referer": self.site, "Cookie": cookie, **headers}
        if time.monotonic() - self._used > IDLE:
            self._connection.close()
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        page = Page(url, answer.status, answer.headers, answer.read())
        self._used = time.monotonic()
        self._keep_cookies(page)
        return page

    def _keep_cookies(self, page):
        for header in page.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies.pop(name, None)
                if morsel.value:
                    self.cookies[name] = morsel.value
