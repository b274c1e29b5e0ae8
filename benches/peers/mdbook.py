"""mdBook, which makes its own search index.

It has no taxonomies, so the lists by level and by archetype are chapters that the benchmark writes.
"""

import posixpath
from pathlib import Path

from generate import ARCHETYPES, LEVELS, LIST_LIMIT, Framework, Item, Listing, write
from measure import Argv, Step
from peers.base import Peer
from tools import cargo_install

VERSION = "0.5.4"

# The page with the whole book on it is switched off: no other tool makes one.
SETTINGS = """\
[book]
title = "Benchmark framework"

[output.html.print]
enable = false
"""


class MdBook(Peer):
    key = "mdbook"
    title = "mdBook"
    search = "its own"
    must_exist = ("index.html", "searchindex*.js")
    lists_follow_edits = False
    size_limit = 1000

    def install(self, tools: Path) -> None:
        self.binary = cargo_install(tools, "mdbook", VERSION)

    def versions(self) -> dict[str, str]:
        return {"mdBook": VERSION}

    def lay_out(self, framework: Framework, source: Path) -> None:
        write(source / "book.toml", SETTINGS)
        book = source / "src"
        summary = ["# Summary", "", "[Home](index.md)", ""]
        home = ["# Benchmark framework", "", "A framework to measure with.", ""]

        for domain, sub_domains in framework.domains.items():
            path = f"domains/domain-{domain}/index.md"
            summary.append(f"- [Domain {domain}]({path})")
            home.append(f"- [Domain {domain}]({path})")
            text = [f"# Domain {domain}", "", "What it is about.", ""]
            for sub_domain, items in sub_domains.items():
                title = f"Sub-domain {domain}.{sub_domain}"
                sub_path = f"domains/domain-{domain}/sub-{sub_domain}/index.md"
                summary.append(f"  - [{title}]({sub_path})")
                summary += [f"    - [{item.id}]({_path(item)})" for item in items]
                text += [f"## [{title}](sub-{sub_domain}/index.md)", "", *_entries(items, path), ""]
                listing = [f"# {title}", "", "What it is about.", "", *_entries(items, sub_path), ""]
                write(book / sub_path, "\n".join(listing))
            write(book / path, "\n".join(text))

        chapters = [("level", str(level), f"Level {level}") for level in LEVELS]
        chapters += [("archetype", archetype, archetype.title()) for archetype in ARCHETYPES]
        for kind, key, title in chapters:
            items = framework.listings.get(Listing(kind, key), [])
            for part, start in enumerate(range(0, max(len(items), 1), LIST_LIMIT), 1):
                heading = title if part == 1 else f"{title}, part {part}"
                path = f"{kind}s/{key}.md" if part == 1 else f"{kind}s/{key}-part-{part}.md"
                summary.append(f"- [{heading}]({path})")
                home.append(f"- [{heading}]({path})")
                entries = _entries(items[start : start + LIST_LIMIT], path)
                write(book / path, "\n".join([f"# {heading}", "", "What it means.", "", *entries, ""]))

        write(book / "index.md", "\n".join([*home, ""]))
        write(book / "SUMMARY.md", "\n".join([*summary, ""]))
        for item in framework.items:
            write(self.item_source(source, item), _item(item))

    def build(self, source: Path, output: Path) -> list[Step]:
        return [Step("site", [self.binary, "build", "--dest-dir", output, source], source)]

    def serve(self, source: Path, scratch: Path, port: int) -> Step:
        argv: Argv = [self.binary, "serve", "--hostname", "127.0.0.1", "--port", str(port)]
        return Step("serve", [*argv, "--dest-dir", scratch / "site", source], source)

    def item_page(self, item: Item) -> str:
        return f"domains/{item.group}/{item.name}.html"

    def item_source(self, source: Path, item: Item) -> Path:
        return source / "src" / _path(item)

    def list_patterns(self, listing: Listing) -> list[str]:
        match listing.kind:
            case "domain" | "sub-domain":
                return [f"domains/{listing.key}/index.html"]
            case kind:
                return [f"{kind}s/{listing.key}.html", f"{kind}s/{listing.key}-part-*.html"]


def _path(item: Item) -> str:
    return f"domains/{item.group}/{item.name}.md"


def _relative(path: str, page: str) -> str:
    """mdBook turns links between files into links between pages."""
    return posixpath.relpath(path, posixpath.dirname(page))


def _entries(items: list[Item], page: str) -> list[str]:
    return [
        f"- [{item.statement}]({_relative(_path(item), page)}) {item.id} {', '.join(item.archetypes)} {item.process}"
        for item in items
    ]


def _item(item: Item) -> str:
    page = _path(item)
    archetypes = ", ".join(f"[{name.title()}]({_relative(f'archetypes/{name}.md', page)})" for name in item.archetypes)
    link = f"[{item.previous.id}]({_relative(_path(item.previous), page)})" if item.previous else "this one"
    return (
        f"# {item.id} {item.statement}\n\n"
        f"[Domain {item.domain}](../index.md) / [Sub-domain {item.domain}.{item.sub_domain}](index.md)\n\n"
        f"- Level: [Level {item.level}]({_relative(f'levels/{item.level}.md', page)})\n"
        f"- For: {archetypes}\n"
        f"- Thinking skill: {item.process.title()}\n\n"
        f"{item.body(link)}"
    )
