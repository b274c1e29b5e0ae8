"""Zola, with its own search index and without. Only where it is installed: no package registry holds it."""

import shutil
import subprocess
from pathlib import Path

from generate import LIST_LIMIT, Framework, Item, write
from measure import Argv, Step
from peers.base import STYLE, THEMES, Peer, Unavailable, item_address

SETTINGS = """\
base_url = "https://example.org"
title = "Benchmark framework"
build_search_index = {search}
taxonomies = [
    {{ name = "levels", paginate_by = {limit} }},
    {{ name = "archetypes", paginate_by = {limit} }},
]
"""


class Zola(Peer):
    def __init__(self, search: bool) -> None:
        self.with_search = search
        self.key = "zola" if search else "zola-without-search"
        self.title = "Zola" if search else "Zola without search"
        self.search = "its own" if search else "none"
        if search:
            self.must_exist = ("index.html", "search_index.*")

    def install(self, tools: Path) -> None:
        found = shutil.which("zola")
        if found is None:
            raise Unavailable("no `zola` on PATH, and no package registry holds it")
        self.binary = found

    def versions(self) -> dict[str, str]:
        text = subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=True).stdout
        return {"Zola": text.split()[-1]}

    def lay_out(self, framework: Framework, source: Path) -> None:
        shutil.copytree(THEMES / "zola", source, dirs_exist_ok=True)
        write(source / "static/style.css", STYLE.read_text())
        write(source / "config.toml", SETTINGS.format(search=str(self.with_search).lower(), limit=LIST_LIMIT))
        content = source / "content"
        write(content / "_index.md", _section("Benchmark framework", 0, "home.html"))
        write(content / "domains/_index.md", _section("Domains", 1, "domains.html"))
        for domain, sub_domains in framework.domains.items():
            folder = content / f"domains/domain-{domain}"
            write(folder / "_index.md", _section(f"Domain {domain}", domain + 1, "domain.html"))
            for sub_domain in sub_domains:
                text = _section(f"Sub-domain {domain}.{sub_domain}", sub_domain + 1, "section.html")
                write(folder / f"sub-{sub_domain}/_index.md", text)
        for item in framework.items:
            write(self.item_source(source, item), _item(item))

    def build(self, source: Path, output: Path) -> list[Step]:
        # `--force`: it wants a folder that is not there yet, or leave to empty it.
        return [Step("site", [self.binary, "build", "--output-dir", output, "--force"], source)]

    def serve(self, source: Path, scratch: Path, port: int) -> Step:
        argv: Argv = [self.binary, "serve", "--interface", "127.0.0.1", "--port", str(port)]
        return Step("serve", [*argv, "--output-dir", scratch / "site", "--force"], source)


def _section(title: str, weight: int, template: str) -> str:
    return (
        f'+++\ntitle = "{title}"\nweight = {weight}\nsort_by = "weight"\ntemplate = "{template}"\n+++\n'
        "What it is about.\n"
    )


def _item(item: Item) -> str:
    link = f"[{item.previous.id}]({item_address(item.previous)})" if item.previous else "this one"
    archetypes = ", ".join(f'"{name}"' for name in item.archetypes)
    return (
        f'+++\ntitle = "{item.statement}"\nweight = {int(item.id[2:])}\n[taxonomies]\nlevels = ["{item.level}"]\n'
        f'archetypes = [{archetypes}]\n[extra]\nid = "{item.id}"\nprocess = "{item.process}"\n+++\n{item.body(link)}'
    )
