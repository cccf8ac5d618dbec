"""Questions made by hand, good ones: a test says what it changes."""

from dataclasses import replace

from quizzes.domain.item import Item, Option, Proof, Strategy

TRUE, FALSE, ARGUABLE = (True, True), (False, False), (False, True)


def item_of(*texts: str, key: int = 0, strategy: Strategy = Strategy.OTHER, **changes) -> Item:
    """An item with these options; the one at `key` is right and proven right."""
    options = tuple(
        Option(text=text, correct=place == key, why=f"About {text}.", note="job#definition")
        for place, text in enumerate(texts)
    )
    item = Item(
        model="IM01",
        seed=1,
        signature="IM01:job:0",
        stem="Which method makes one thing at a time?",
        options=options,
        method="job",
        dimension="",
        methods=("job", "batch", "flow"),
        ao="AO1",
        bloom="remember",
        difficulty=2,
        certificate=tuple(proof_of(option, strategy) for option in options),
    )
    return replace(item, **changes)


def proof_of(option: Option, strategy: Strategy = Strategy.OTHER) -> Proof:
    return Proof(
        option=option.text,
        claim=f"{option.text} is it",
        truths=TRUE if option.correct else FALSE,
        correct=option.correct,
        strategy=Strategy.NONE if option.correct else strategy,
    )


def proven(item: Item, *truths: tuple[bool, bool]) -> Item:
    """The item with other truth values in its certificate."""
    pairs = zip(item.certificate, truths, strict=True)
    return replace(item, certificate=tuple(proof._replace(truths=truth) for proof, truth in pairs))
