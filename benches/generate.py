"""A made-up framework of any size, the same one every time, before it is written for any tool."""

import random
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

SEED = 20240229

LEVELS = (1, 2, 3, 4)
ARCHETYPES = ("creator", "driver", "embedder", "shaper", "user")
PROCESSES = ("remember", "understand", "apply", "analyse", "evaluate", "create")

ITEMS_PER_SUB_DOMAIN = 20
SUB_DOMAINS_PER_DOMAIN = 25

# Gradus splits a list that is longer than this, so the others paginate theirs at it.
LIST_LIMIT = 500

WORDS = (
    "access alert audit bias careful client clinical consent current data device drift early evidence fair handover "
    "local measure message model needs outcome pathway patient plan policy privacy protocol record referral remote "
    "report review risk robot routine safety screen sensor shared simple system team training triage trusted useful "
    "ward welfare workflow"
).split()


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, in a file of its own."""

    id: str
    statement: str
    paragraphs: tuple[str, str]
    level: int
    process: str
    archetypes: tuple[str, ...]
    domain: int
    sub_domain: int
    # Not compared and not shown: it would lead to the first item every time.
    previous: "Item | None" = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """What its file and its address are called."""
        return self.id.lower()

    @property
    def group(self) -> str:
        """The folder of its sub-domain."""
        return f"domain-{self.domain}/sub-{self.sub_domain}"

    @property
    def first_words(self) -> str:
        return " ".join(self.statement.split()[:6])

    def body(self, link: str) -> str:
        """What follows the statement, with `link` as the tool's own way to point to the previous item."""
        first, second = self.paragraphs
        return f"{first}\n\n{second}\n\n- Talk about it with a colleague.\n- Begin with {link}.\n"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that items stand on."""

    kind: str  # "domain", "sub-domain", "level" or "archetype"
    key: str  # "domain-3", "domain-3/sub-7", "2", "user"


@dataclass(frozen=True)
class Framework:
    items: list[Item]

    @cached_property
    def domains(self) -> dict[int, dict[int, list[Item]]]:
        tree: dict[int, dict[int, list[Item]]] = {}
        for item in self.items:
            tree.setdefault(item.domain, {}).setdefault(item.sub_domain, []).append(item)
        return tree

    @cached_property
    def listings(self) -> dict[Listing, list[Item]]:
        """Every list that a site of this framework has to have, and who stands on it."""
        result: dict[Listing, list[Item]] = {}
        for item in self.items:
            for listing in listings_of(item):
                result.setdefault(listing, []).append(item)
        return result

    @property
    def edited(self) -> Item:
        """The item that gets edited: in the middle, and on several archetypes' lists."""
        middle = len(self.items) // 2
        return next(item for item in self.items[middle:] + self.items if len(item.archetypes) >= 2)


def listings_of(item: Item) -> list[Listing]:
    return [
        Listing("domain", f"domain-{item.domain}"),
        Listing("sub-domain", item.group),
        Listing("level", str(item.level)),
        *(Listing("archetype", archetype) for archetype in item.archetypes),
    ]


def framework(size: int) -> Framework:
    """The framework of `size` statements. A smaller one is the beginning of a larger one."""
    # A generator of its own: whatever else draws random numbers cannot change the content.
    chance = random.Random(SEED)
    items: list[Item] = []
    for number in range(size):
        group = number // ITEMS_PER_SUB_DOMAIN
        items.append(
            Item(
                id=f"C-{number + 1:05}",
                statement=f"I can {_words(chance, 14)}.",
                paragraphs=(f"{_words(chance, 60).capitalize()}.", f"{_words(chance, 60).capitalize()}."),
                level=chance.choice(LEVELS),
                process=chance.choice(PROCESSES),
                archetypes=tuple(sorted(chance.sample(ARCHETYPES, chance.randint(1, 4)))),
                domain=group // SUB_DOMAINS_PER_DOMAIN,
                sub_domain=group % SUB_DOMAINS_PER_DOMAIN,
                previous=items[-1] if items else None,
            )
        )
    return Framework(items)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def write(path: Path, text: str) -> None:
    """Writes a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
