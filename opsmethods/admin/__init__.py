"""The notes in admin, in the order an editor works."""

from opsmethods.admin import bank, choosing, matrix, method, theme, topic

__all__ = ["bank", "choosing", "matrix", "method", "theme", "topic"]
