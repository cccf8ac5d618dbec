from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.operations import claim_session
from accounts.queries import user_by_id

if TYPE_CHECKING:
    from accounts.models import User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> "User | None":
        user = user_by_id(user_id)
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    """Hooks of django-allauth."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This e-mail address and this password do not belong together.",
        "username_password_mismatch": "This user name and this password do not belong together.",
        "username_taken": "Somebody has this user name already.",
    }

    def post_login(self, request: HttpRequest, user: "User", *, signup: bool, **kwargs: Any) -> HttpResponse:
        """After sign-up, and after the last step of signing in: the guest's work becomes the user's."""
        claim_session(user=user, session=request.session, is_new=signup, now=timezone.now())
        response: HttpResponse = super().post_login(request, user, signup=signup, **kwargs)
        return response


class MfaAdapter(DefaultMFAAdapter):
    def build_totp_svg(self, url: str) -> str:
        """The square code as it may stand inside a page: without the XML declaration."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]
