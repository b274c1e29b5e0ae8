"""Eleventy, with Pagefind for search."""

import shutil
import subprocess
from pathlib import Path

from generate import Framework, Item, write
from measure import Argv, Step
from peers import pagefind
from peers.base import STYLE, THEMES, Peer, Unavailable, item_address
from tools import npm

VERSION = "3.1.8"


class Eleventy(Peer):
    key = "eleventy"
    title = "Eleventy + Pagefind"
    search = f"Pagefind {pagefind.VERSION}"
    tells_next_level = True
    must_exist = ("index.html", "pagefind/pagefind.js")

    def install(self, tools: Path) -> None:
        node = shutil.which("node")
        if node is None:
            raise Unavailable("Eleventy needs Node, which is not here")
        # Node and the script itself: npx would look for the package each time.
        self.command: Argv = [node, npm(tools, "@11ty/eleventy", VERSION) / "node_modules/@11ty/eleventy/cmd.cjs"]
        self.pagefind = pagefind.install(tools)

    def versions(self) -> dict[str, str]:
        node = subprocess.run([self.command[0], "--version"], capture_output=True, text=True, check=True).stdout
        return {"Eleventy": VERSION, "Node": node.strip().removeprefix("v"), "Pagefind": pagefind.VERSION}

    def lay_out(self, framework: Framework, source: Path) -> None:
        shutil.copytree(THEMES / "eleventy", source, dirs_exist_ok=True)
        write(source / "style.css", STYLE.read_text())
        content = source / "content"
        for domain, sub_domains in framework.domains.items():
            folder = content / f"domains/domain-{domain}"
            write(folder / "index.md", _group("domain", f"Domain {domain}"))
            for sub_domain in sub_domains:
                text = _group("sub-domain", f"Sub-domain {domain}.{sub_domain}")
                write(folder / f"sub-{sub_domain}/index.md", text)
        for item in framework.items:
            write(self.item_source(source, item), _item(item))

    def build(self, source: Path, output: Path) -> list[Step]:
        site = Step("site", [*self.command, "--quiet", f"--output={output}"], source)
        return [site, pagefind.step(self.pagefind, output)]

    def serve(self, source: Path, scratch: Path, port: int) -> Step:
        # Incremental: rebuilding everything is its default, but not its fastest way.
        argv: Argv = [
            *self.command,
            "--quiet",
            "--serve",
            "--incremental",
            f"--port={port}",
            f"--output={scratch / 'site'}",
        ]
        return Step("serve", argv, source)


def _group(layout: str, title: str) -> str:
    # An incremental build has to be told which collections a page shows that its layout reads.
    needs = "eleventyImport: { collections: [itemsByGroup] }"
    return f'---\nlayout: {layout}.11ty.js\ntitle: "{title}"\n{needs}\n---\nWhat it is about.\n'


def _item(item: Item) -> str:
    link = f"[{item.previous.id}]({item_address(item.previous)})" if item.previous else "this one"
    return (
        f'---\ntitle: "{item.statement}"\nid: {item.id}\nlevel: {item.level}\n'
        f"archetypes: [{', '.join(item.archetypes)}]\nprocess: {item.process}\n---\n{item.body(link)}"
    )
