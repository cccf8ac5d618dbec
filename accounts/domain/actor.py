"""Who is at work: a signed-in user or a guest known by a random key. Exactly one, or nobody yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Owner of attempts and drafts. A guest who has started nothing has no key and owns nothing."""

    user_id: int | None = None
    guest_key: str = ""

    @property
    def is_guest(self) -> bool:
        return self.user_id is None

    @property
    def owns_nothing(self) -> bool:
        return self.is_guest and not self.guest_key

    @property
    def owner(self) -> dict[str, int | str | None]:
        """Field values of a row this actor owns; also the filter that finds such rows.

        Raises ValueError for a guest without a key, who can own nothing.
        """
        if self.user_id is not None:
            return {"user_id": self.user_id, "guest_key": ""}
        if not self.guest_key:
            raise ValueError("a guest needs a key before owning anything")
        return {"user_id": None, "guest_key": self.guest_key}
