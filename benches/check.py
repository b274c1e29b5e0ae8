"""Whether a built site is what it has to be: every item on its own page and on all its lists.

A tool that is fast because it left something out is not fast.
"""

import re
from pathlib import Path

from generate import Framework, Item, Listing
from measure import Failed
from peers.base import Peer

# How many statements of the next level an item's page names.
NEXT_LEVEL = 12
STATEMENT = re.compile(r"I can [a-z ]+\.")


def check(peer: Peer, site: Path, framework: Framework) -> None:
    """Raises `Failed` with the first thing that is wrong."""
    for item in framework.items:
        _check_item(peer, site, item, framework)
    for listing, items in framework.listings.items():
        _check_listing(peer, site, listing, items)
    for needed in peer.must_exist:
        if not any(site.glob(needed)):
            raise Failed(f"{peer.title}: the site has no {needed}")


def _check_item(peer: Peer, site: Path, item: Item, framework: Framework) -> None:
    page = site / peer.item_page(item)
    try:
        html = page.read_text(encoding="utf-8")
    except OSError as error:
        raise Failed(f"{peer.title}: {item.id} has no page: {error}") from error
    if item.id not in html or item.first_words not in html:
        raise Failed(f"{peer.title}: the page of {item.id} does not show it: {page}")
    if peer.tells_next_level:
        above = [it for it in framework.domains[item.domain][item.sub_domain] if it.level == item.level + 1]
        missing = [it.id for it in above[:NEXT_LEVEL] if f">{it.id}</span> {it.statement}" not in html]
        if missing:
            raise Failed(f"{peer.title}: the page of {item.id} does not tell that the next level adds {missing[0]}")


def _check_listing(peer: Peer, site: Path, listing: Listing, items: list[Item]) -> None:
    pages = list_pages(peer, site, listing)
    if not pages:
        raise Failed(f"{peer.title}: there is no list for {listing.kind} {listing.key}")
    shown: set[str] = set()
    for page in pages:
        shown.update(STATEMENT.findall(page.read_text(encoding="utf-8")))
    missing = [item.id for item in items if item.statement not in shown]
    if missing:
        raise Failed(
            f"{peer.title}: the list for {listing.kind} {listing.key} lacks {len(missing)} of {len(items)}, "
            f"such as {missing[0]}"
        )


def list_pages(peer: Peer, site: Path, listing: Listing) -> list[Path]:
    """All pages over which a list is spread."""
    return sorted({page for pattern in peer.list_patterns(listing) for page in site.glob(pattern)})


def list_pages_of(peer: Peer, site: Path, item: Item, listings: list[Listing]) -> list[Path]:
    """The one page of each list that shows the item."""
    result: list[Path] = []
    for listing in listings:
        shows = (page for page in list_pages(peer, site, listing) if item.statement in page.read_text(encoding="utf-8"))
        page = next(shows, None)
        if page is None:
            raise Failed(f"{peer.title}: {item.id} is not on its list for {listing.kind} {listing.key}")
        result.append(page)
    return result
