"""The table that the bench prints."""

from bench.rounds import Case

COLUMNS = "{:<24}{:>12}{:>14}{:>12}{:>12}"


def print_table(cases: dict[str, Case], *, size: int, generation: dict[str, float]) -> None:
    bare = cases["bare page"]
    print(
        f"bare page: {size / 1024:.1f} KB of HTML, one query, session and user; medians of {len(bare.cpu_ms)} rounds\n"
    )
    print(COLUMNS.format("walk", "walks/s", "CPU ms/walk", "x bare page", "statements"))
    for case in cases.values():
        print(row_of(case, bare))
    fresh, size = generation["items_per_second"], generation["facts_mb"]
    print(f"\n{fresh:.0f} fresh questions a second; facts {size:.1f} MB")
    print()


def row_of(case: Case, bare: Case) -> str:
    ratio = case.median_cpu_ms / bare.median_cpu_ms
    return COLUMNS.format(
        case.name,
        f"{case.median_per_second:.1f}",
        f"{case.median_cpu_ms:.2f}",
        f"{ratio:.2f}",
        case.statements if case.statements is not None else "",
    )
