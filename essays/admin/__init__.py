"""Editors keep prompts, samples and rubrics here; students' work is read and never changed."""

from essays.admin import exemplars, prompts, rubrics, work

__all__ = ["exemplars", "prompts", "rubrics", "work"]
