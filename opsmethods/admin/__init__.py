"""The notes in admin, in the order an editor works."""

from opsmethods.admin import choosing, matrix, method, theme, topic

__all__ = ["choosing", "matrix", "method", "theme", "topic"]
