"""Lists whose rows have a place. A row is the same wherever it stands: what students did with it goes along."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

from essays.domain.pairing import merged, paired
from essays.operations.loading import Values, digest_of, upsert
from opsmethods.models import ContentRow


def load_list(
    rows: Sequence[Any], wanted: Sequence[Values], *, new: Callable[[], Any], column: str, one: str, whole: str
) -> list[str]:
    """Bring the rows, which come in their order, up to the pack and into its order, and say what was done.

    Each is known by what was loaded into it, then by its words, then by its place. Rows made here, and those that the
    pack no longer has, stay behind the row that they stood behind.
    """
    known = _known(rows, wanted)
    loaded = [known.get(place) or new() for place in range(len(wanted))]
    order = merged(loaded, rows)
    if order != rows:
        put(dict(enumerate(order, start=1)), column=column)
    report = [
        upsert(row, values, name=f"{one} {number} of {whole}")
        for number, (row, values) in enumerate(zip(loaded, wanted, strict=True), start=1)
    ]
    return [*report, "" if [row for row in order if row in rows] == rows else f"moved: {one}s of {whole}"]


def put(places: Mapping[int, ContentRow], *, column: str) -> None:
    """Give the rows of a list, all of them, their places. No two may have the same one even on the way there.

    A revision rises with each step, so that a page which was opened before is not saved over it.
    """
    moved = {place: row for place, row in places.items() if getattr(row, column) != place}
    taken = {*places, *(getattr(row, column) for row in places.values())}
    aside = zip((place for place in count(1) if place not in taken), moved.values(), strict=False)
    for place, row in [*aside, *moved.items()]:
        setattr(row, column, place)
        if row.pk:
            row.revision += 1
            row.save(update_fields=[column, "revision"])


def words_of(values: Values) -> str:
    return " ".join(str(values[column]) for column in sorted(values))


def words_in(row: ContentRow, values: Values) -> str:
    """What a row says in those columns."""
    return words_of({column: getattr(row, column) for column in values})


def _known(rows: Sequence[ContentRow], wanted: Sequence[Values]) -> dict[int, ContentRow]:
    """The row for each place in the pack. One that was made here is none of the pack's unless it says the same."""
    if not wanted:
        return {}
    said = [words_of(values) for values in wanted]
    ours = [row for row in rows if row.import_hash or words_in(row, wanted[0]) in said]
    loaded = {row.import_hash: place for place, row in enumerate(ours)}
    digests = enumerate(map(digest_of, wanted))
    told = {place: loaded.pop(digest) for place, digest in digests if digest in loaded}
    pairs = paired([words_in(row, wanted[0]) for row in ours], said, known=told)
    return {place: ours[before] for place, before in pairs.items()}
