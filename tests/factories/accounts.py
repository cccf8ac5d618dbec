"""People."""

from accounts.models import User

PASSWORD = "a long enough password"


def make_user(username: str, **values) -> User:
    return User.objects.create_user(username=username, password=PASSWORD, **values)
