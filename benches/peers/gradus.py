"""Gradus itself."""

import subprocess
from pathlib import Path

from generate import ARCHETYPES, LEVELS, PROCESSES, Framework, Item, Listing, write
from measure import Step
from peers.base import Peer, Unavailable

REPOSITORY = Path(__file__).resolve().parent.parent.parent

SETTINGS = """\
framework: { id: benchmark, title: "Benchmark framework", version: "1.0.0" }
site: { base_url: "https://example.org/" }
"""

# No other tool makes PDF files, so whole builds are measured without them; "with PDF sheets" says what they cost.
WITHOUT_PDF = "checklists: { pdf: [] }\n"


class Gradus(Peer):
    key = "gradus"
    title = "gradus"
    search = "its own"
    tells_next_level = True

    def __init__(self, binary: Path | None) -> None:
        self.binary = (binary or REPOSITORY / "target/release/gradus").resolve()

    def install(self, tools: Path) -> None:
        if not self.binary.exists():
            raise Unavailable(f"{self.binary} is not there: run `cargo build --release` first, or give --gradus")

    def versions(self) -> dict[str, str]:
        text = subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=True).stdout
        return {"gradus": text.split()[-1]}

    def lay_out(self, framework: Framework, source: Path) -> None:
        self.settle(source)
        content = source / "content"
        write(content / "_index.md", '---\ntitle: "Benchmark framework"\n---\nA framework to measure with.\n')
        for level in LEVELS:
            write(content / f"levels/{level}.md", f'---\ntitle: "Level {level}"\n---\nWhat it means.\n')
        for archetype in ARCHETYPES:
            write(content / f"archetypes/{archetype}.md", f'---\ntitle: "{archetype.title()}"\n---\nWho they are.\n')
        for order, process in enumerate(PROCESSES, 1):
            text = f'---\ntitle: "{process.title()}"\norder: {order}\n---\nWhat it means.\n'
            write(content / f"taxonomy/{process}.md", text)
        for domain, sub_domains in framework.domains.items():
            folder = content / f"domains/domain-{domain}"
            write(folder / "_index.md", f'---\ntitle: "Domain {domain}"\n---\nWhat it is about.\n')
            for sub_domain in sub_domains:
                text = f'---\ntitle: "Sub-domain {domain}.{sub_domain}"\n---\nWhat it is about.\n'
                write(folder / f"sub-{sub_domain}/_index.md", text)
        for item in framework.items:
            write(self.item_source(source, item), _item(item))

    def settle(self, source: Path, pdf: bool = False) -> None:
        write(source / "gradus.yml", SETTINGS + ("" if pdf else WITHOUT_PDF))

    def build(self, source: Path, output: Path) -> list[Step]:
        return [Step("site", [self.binary, "-q", "-C", source, "build", "-o", output], source)]

    def check(self, source: Path) -> Step:
        return Step("site", [self.binary, "-q", "-C", source, "check"], source)

    def serve(self, source: Path, scratch: Path, port: int) -> Step:
        return Step("serve", [self.binary, "-C", source, "serve", "--port", str(port)], source)

    def can_serve(self) -> str | None:
        answer = subprocess.run([self.binary, "serve", "--help"], capture_output=True)
        return None if answer.returncode == 0 else "this gradus has no `serve` command yet"

    def item_page(self, item: Item) -> str:
        return f"capabilities/{item.name}/index.html"

    def list_patterns(self, listing: Listing) -> list[str]:
        match listing.kind:
            case "sub-domain":
                return [f"domains/{listing.key}/index.html"]
            case "domain":
                # A domain that is too long for one page shows its statements on those of its sub-domains.
                return [f"domains/{listing.key}/**/index.html"]
            case kind:
                # A list that is too long for one page is split by domain: `levels/2/in/domain-0/`.
                return [f"{kind}s/{listing.key}/**/index.html"]


class PagesOnly(Gradus):
    """The pages that every tool makes: no ready checklists, and no data beside each item's page."""

    key = "gradus-pages"
    title = "gradus, pages only"

    def settle(self, source: Path, pdf: bool = False) -> None:
        write(source / "gradus.yml", SETTINGS + "checklists: { ready: [] }\ndata: { capabilities: [] }\n")


class WithRelease(Gradus):
    """The same with a release that is kept: each page tells what became of its capability since."""

    key = "gradus-with-release"
    title = "gradus, with a kept release"

    def lay_out(self, framework: Framework, source: Path) -> None:
        super().lay_out(framework, source)
        release = [self.binary, "-q", "-C", source, "release", "1.0.0", "--any-version"]
        subprocess.run(release, check=True, stdout=subprocess.DEVNULL)


def _item(item: Item) -> str:
    link = f"[[{item.previous.id}]]" if item.previous else "this one"
    return (
        f"---\nid: {item.id}\nlevel: {item.level}\nprocess: {item.process}\n"
        f"archetypes: [{', '.join(item.archetypes)}]\n---\n{item.statement}\n\n{item.body(link)}"
    )
