"""What the benchmark has to know about a tool."""

from abc import ABC, abstractmethod
from pathlib import Path

from generate import Framework, Item, Listing
from measure import Step

THEMES = Path(__file__).resolve().parent.parent / "themes"
STYLE = THEMES / "style.css"


class Unavailable(Exception):
    """The tool cannot be had here. The message says why; the benchmark goes on without it."""


class Peer(ABC):
    """A tool, and how the framework is written for it.

    The addresses are those that most of them have; a tool with others says so.
    """

    key: str  # in file names and in the JSON
    title: str  # in tables
    search: str  # how it makes its search index
    # Patterns of files that a build has to leave, besides items and lists.
    must_exist: tuple[str, ...] = ("index.html",)
    # Whether an item's page tells what the next level adds, as ours does.
    tells_next_level: bool = False
    # Whether an edited item changes its lists, too, while a server runs.
    lists_follow_edits: bool = True
    # Above how many items it is measured only on request.
    size_limit: int | None = None

    @abstractmethod
    def install(self, tools: Path) -> None:
        """Puts the tool into the cache folder, unless it is there. Raises `Unavailable`."""

    @abstractmethod
    def versions(self) -> dict[str, str]:
        """Name and version of everything that takes part."""

    @abstractmethod
    def lay_out(self, framework: Framework, source: Path) -> None:
        """Writes the framework and a theme into `source`."""

    @abstractmethod
    def build(self, source: Path, output: Path) -> list[Step]:
        """The commands that make the site."""

    @abstractmethod
    def serve(self, source: Path, scratch: Path, port: int) -> Step:
        """The command that starts the development server. `scratch` is an empty place that it may use."""

    def can_serve(self) -> str | None:
        """Why there is no development server, if there is none."""
        return None

    def item_page(self, item: Item) -> str:
        return f"domains/{item.group}/{item.name}/index.html"

    def item_source(self, source: Path, item: Item) -> Path:
        return source / "content/domains" / item.group / f"{item.name}.md"

    def list_patterns(self, listing: Listing) -> list[str]:
        """Where the pages of a list are."""
        match listing.kind:
            case "domain" | "sub-domain":
                return [f"domains/{listing.key}/index.html"]
            case kind:
                return [f"{kind}s/{listing.key}/index.html", f"{kind}s/{listing.key}/page/*/index.html"]

    def address(self, page: str) -> str:
        """The address at which the server shows a page of the built site."""
        return "/" + page.removesuffix("index.html")


def item_address(item: Item) -> str:
    return f"/domains/{item.group}/{item.name}/"
