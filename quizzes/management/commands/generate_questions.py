"""Questions, one JSON object a line: `manage.py generate_questions --topic SLUG --count N --seed S`."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from opsmethods.domain.facts import FactBase
from opsmethods.queries import fact_base, topics
from quizzes.domain.blueprint import InfeasibleForm
from quizzes.domain.boards import boards_for
from quizzes.domain.generator import stream
from quizzes.domain.item import Item
from quizzes.domain.levels import LEVELS, facts_for
from quizzes.domain.question import Page, note_link
from quizzes.domain.snapshot import snapshot_of


class Command(BaseCommand):
    help = "Make questions from the notes of a topic. The same seed and notes give the same questions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--topic", required=True, help="Slug of the topic.")
        parser.add_argument("--count", type=int, required=True)
        parser.add_argument("--seed", type=int, required=True)
        parser.add_argument("--model", help="Code of an item model; without it all.")
        parser.add_argument("--dimension", help="Code of a dimension; without it all.")
        parser.add_argument("--level", choices=sorted(LEVELS), help="Without it every method is asked for.")
        parser.add_argument("--format", choices=["jsonl"], default="jsonl")

    def handle(self, *, topic: str, count: int, seed: int, **options: Any) -> None:
        found = topics().filter(slug=topic).first()
        if found is None:
            raise CommandError(f"There is no topic {topic}.")
        facts = facts_for(fact_base(found), LEVELS.get(options["level"] or "", ""))
        if options["dimension"] and options["dimension"] not in {one.code for one in facts.dimensions}:
            raise CommandError(f"There is no dimension {options['dimension']}.")
        models = [options["model"]] if options["model"] else None
        try:
            items = stream(facts, count=count, seed=seed, models=models, dimension=options["dimension"] or "")
        except InfeasibleForm as reason:
            raise CommandError(reason) from reason
        for item in items:
            self.stdout.write(json.dumps(told(item, facts), ensure_ascii=False))


def told(item: Item, facts: FactBase) -> dict[str, Any]:
    snapshot = snapshot_of(item)
    ids = {option["text"]: option["id"] for option in snapshot.body["options"]}
    return {
        "id": snapshot.id,
        "model": item.model,
        "signature": item.signature,
        "stem": item.stem,
        "options": [
            {
                "id": ids[option.text],
                "text": option.text,
                "correct": option.correct,
                "why": option.why,
                "source": option.note,
            }
            for option in item.options
        ],
        "notes_url": address_of(item.key.note, facts),
        "ao": item.ao,
        "bloom": item.bloom,
        "difficulty": item.difficulty,
        "dimensions": [item.dimension] if item.dimension else [],
        "methods": list(item.methods),
        "boards": list(boards_for(item.methods, facts)),
        "certificate": snapshot.body["certificate"],
    }


def address_of(note: str, facts: FactBase) -> str:
    """The page of the notes with the place on it; empty if there is none."""
    link = note_link(note, facts=facts)
    if link is None:
        return ""
    if link.page is Page.METHOD:
        page = reverse("opsmethods:method_detail", args=[facts.topic, link.slug])
    elif link.page is Page.THEME:
        page = reverse("opsmethods:theme_detail", args=[facts.topic, link.slug])
    else:
        page = reverse("opsmethods:term_list", args=[facts.topic])
    return f"{page}#{link.anchor}"
