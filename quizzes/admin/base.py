"""What the office may look up about quizzes. Students' work is read here and never changed."""


class ReadOnly:
    """Nothing is added, changed or deleted: the rows are what happened."""

    def has_add_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_change_permission(self, *_: object, **__: object) -> bool:
        return False

    def has_delete_permission(self, *_: object, **__: object) -> bool:
        return False
