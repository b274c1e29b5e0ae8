"""Writes what was measured: ratios first, then tables."""

import itertools
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from builds import Builds
from edits import Edits
from measure import Run


@dataclass
class Results:
    machine: dict[str, str]
    versions: dict[str, str]
    left_out: list[str] = field(default_factory=list)
    builds: dict[int, dict[str, Builds]] = field(default_factory=dict)
    floors: dict[int, dict[str, list[Run]]] = field(default_factory=dict)
    edits: dict[int, dict[str, Edits]] = field(default_factory=dict)


HOW = """\
Run it yourself, from the repository, with Python 3.11, Node and Rust:

```sh
cargo build --release
benches/compare
```

[benches/README.md](../benches/README.md) says what is measured and how, and what these numbers do not say.
"""


def markdown(results: Results) -> str:
    """A page for the documentation. What is printed at the end of a run is the same text."""
    parts = ["# Benchmarks\n", _ratios(results), _linearity(results)]
    parts += [_builds(size, builds) for size, builds in results.builds.items()]
    parts += [_edits(size, edits) for size, edits in results.edits.items()]
    parts += [_floors(size, floors) for size, floors in results.floors.items()]
    parts += [_setting(results), f"## How to run it\n\n{HOW}"]
    return "\n".join(part for part in parts if part)


def _ratios(results: Results) -> str:
    lines: list[str] = []
    for size, builds in results.builds.items():
        alike = {key: _median(run.wall for run in each.runs) for key, each in builds.items() if each.runs}
        titles = {key: each.title for key, each in builds.items()}
        if len(alike) > 2 and alike.pop("gradus", None):
            lines.append(f"- **Build of pages only, {size:,} statements:** {_against_ours(alike, titles)}")
        measures: list[tuple[str, Callable[[Run], float]]] = [
            ("Build", lambda run: run.wall),
            ("Build without Pagefind", _without_search),
            ("Processor time", lambda run: run.cpu),
            ("Peak memory", lambda run: run.peak),
        ]
        for name, value in measures:
            numbers = {key: _median(map(value, each.runs)) for key, each in builds.items() if each.runs}
            titles = {
                key: _tool_alone(builds[key]) if value is _without_search else builds[key].title for key in numbers
            }
            lines.append(f"- **{name}, {size:,} statements:** {_against_ours(numbers, titles)}")
    for size, edits in results.edits.items():
        kinds: list[tuple[str, Callable[[Edits], list[float | None]]]] = [
            ("the item's page", lambda each: each.page),
            ("all its lists", lambda each: each.lists),
        ]
        for name, of in kinds:
            shown = {key: _median(_seen(of(each))) for key, each in edits.items() if _seen(of(each))}
            titles = {key: edits[key].title.removesuffix(" + Pagefind") for key in shown}
            if shown:
                lines.append(f"- **From saving to seeing {name}, {size:,} statements:** {_against_ours(shown, titles)}")
    for size, floors in results.floors.items():
        ours = _median(run.wall for run in floors["build"])
        rest = [
            f"{name} {_times(_median(r.wall for r in runs) / ours)}" for name, runs in floors.items() if name != "build"
        ]
        lines.append(f"- **Gradus by itself, {size:,} statements:** build 1.0 | {' | '.join(rest)}")
    if not lines:
        return ""
    return "## Ratios\n\nMedians, gradus = 1.0. More is slower, or larger.\n\n" + "\n".join(lines) + "\n"


def _against_ours(numbers: dict[str, float], titles: dict[str, str]) -> str:
    own = next((key for key in ("gradus", "gradus-pages") if key in numbers), None)
    ours = numbers.get(own)
    if ours is None:
        return " | ".join(f"{titles[key]} {value:.3f} s" for key, value in numbers.items()) + " (gradus not measured)"
    return " | ".join(f"{titles[key]} {'1.0' if key == own else _times(n / ours)}" for key, n in numbers.items())


def _linearity(results: Results) -> str:
    """Ours at each size over the size before."""
    known = {size: builds["gradus"].runs for size, builds in results.builds.items() if builds["gradus"].runs}
    sizes = sorted(known)
    lines: list[str] = []
    for small, large in itertools.pairwise(sizes):
        time = _median(r.wall for r in known[large]) / _median(r.wall for r in known[small])
        peak = _median(r.peak for r in known[large]) / _median(r.peak for r in known[small])
        lines.append(
            f"- {large:,} over {small:,} statements, which is {_times(large / small)} as many: "
            f"time {_times(time)}, memory {_times(peak)}"
        )
    return "## How gradus grows\n\n" + "\n".join(lines) + "\n" if lines else ""


def _builds(size: int, builds: dict[str, Builds]) -> str:
    rows = []
    for each in builds.values():
        if each.failure or not each.runs:
            rows.append([each.title, "failed", "", "", "", "", "", "", ""])
            continue
        walls = [run.wall for run in each.runs]
        steps = {name: _median(run.steps[name].wall for run in each.runs) for name in each.runs[0].steps}
        rows.append(
            [
                each.title,
                f"{_median(walls):.2f}",
                f"{min(walls):.2f} to {max(walls):.2f}",
                f"{steps['site']:.2f}",
                f"{steps['search']:.2f}" if "search" in steps else "",
                f"{_median(run.cpu for run in each.runs):.2f}",
                f"{_median(run.peak for run in each.runs) / 1e6:,.0f}",
                f"{each.runs[-1].files:,}",
                f"{each.runs[-1].bytes / 1e6:,.1f}",
            ]
        )
    head = ["", "time, s", "range", "of it the site", "of it search", "processor, s", "peak, MB", "files", "output, MB"]
    runs = ", ".join(f"{each.title}: {len(each.runs)}" for each in builds.values())
    search = ". ".join(f"{each.title}: {each.search}" for each in builds.values())
    failures = "".join(f"\n{each.title} failed: {each.failure}\n" for each in builds.values() if each.failure)
    return (
        f"## Builds, {size:,} statements\n\n{_table(head, rows)}\nRuns: {runs}.\n\nSearch index: {search}.\n{failures}"
    )


def _edits(size: int, edits: dict[str, Edits]) -> str:
    rows, notes = [], []
    for each in edits.values():
        title = each.title.removesuffix(" + Pagefind")
        if each.left_out:
            notes.append(f"\n{title} is left out: {each.left_out}.\n")
            continue
        if each.failure:
            notes.append(f"\n{title} failed: {each.failure}\n")
            continue
        if not each.lists:
            notes.append(
                f"\nThe lists of {title} are not measured: the benchmark writes them, so no edit changes them.\n"
            )
        rows.append(
            [
                title,
                *_median_and_worst(each.page),
                *_median_and_worst(each.lists),
                str(each.list_count or ""),
                _milliseconds(each.in_place),
                f"{each.start:.2f}",
                str(each.not_ok),
                f"{each.peak / 1e6:,.0f}",
            ]
        )
    head = [
        "",
        "page, ms",
        "worst",
        "all lists, ms",
        "worst",
        "lists",
        "saved in place, ms",
        "start, s",
        "not 200",
        "peak, MB",
    ]
    return (
        f"## Edits, {size:,} statements\n\nFrom saving a file until the development server shows the change.\n\n"
        f"{_table(head, rows)}{''.join(notes)}"
    )


def _median_and_worst(values: list[float | None]) -> list[str]:
    if not values:
        return ["", ""]
    seen = _seen(values)
    lost = len(values) - len(seen)
    if not seen:
        return ["never", "never"]
    worst = _milliseconds(max(seen)) if not lost else f"never ({lost} of {len(values)})"
    return [_milliseconds(_median(seen)), worst]


def _floors(size: int, floors: dict[str, list[Run]]) -> str:
    rows = [
        [
            name,
            f"{_median(run.wall for run in runs):.3f}",
            f"{_median(run.cpu for run in runs):.3f}",
            f"{_median(run.peak for run in runs) / 1e6:,.0f}",
        ]
        for name, runs in floors.items()
    ]
    table = _table(["", "time, s", "processor, s", "peak, MB"], rows)
    return f"## Gradus by itself, {size:,} statements\n\n{table}"


def _setting(results: Results) -> str:
    rows = [[name, value] for name, value in results.machine.items()]
    rows += [[name, value] for name, value in results.versions.items()]
    left_out = "".join(f"\nLeft out: {reason}\n" for reason in results.left_out)
    return f"## Machine and versions\n\n{_table(['', ''], rows)}{left_out}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    """Names stand left, numbers right."""
    align = ["---"] + ["---:" if len(head) > 2 else "---"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, align, *rows]) + "\n"


def _without_search(run: Run) -> float:
    return run.steps["site"].wall


def _tool_alone(builds: Builds) -> str:
    """What to call it when only its own step counts. mdBook's index is made in that step."""
    title = builds.title.removesuffix(" + Pagefind")
    return f"{title} (with search)" if builds.search == "its own" else title


def _seen(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


def _times(ratio: float) -> str:
    return f"{ratio:.0f}×" if ratio >= 100 else f"{ratio:.1f}×" if ratio >= 0.95 else f"{ratio:.2f}×"


def _milliseconds(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds * 1000:,.0f}"
