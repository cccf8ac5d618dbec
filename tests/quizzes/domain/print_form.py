"""Prints a form, one question a line, exactly as it is frozen.

After a wanted change: raise GENERATOR_VERSION, then

    python -m tests.quizzes.domain.print_form > tests/quizzes/domain/golden/form.jsonl
"""

from quizzes.domain.generator import GENERATOR_VERSION, generate_form
from quizzes.domain.snapshot import canonical, snapshot_of
from tests.quizzes.domain.facts import four_methods

if __name__ == "__main__":
    for item in generate_form(four_methods(), count=12, seed=7):
        snapshot = snapshot_of(item)
        line = {"version": GENERATOR_VERSION, "signature": item.signature, "order": snapshot.option_order}
        print(canonical({**line, "body": snapshot.body}).decode())
