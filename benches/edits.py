"""Measures how long an author waits: from saving a file until the server shows what was written."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from check import list_pages_of
from generate import Framework, listings_of
from measure import Failed, clear, run
from peers import Peer
from server import Browser, Server, free_port, serving

POLL = 0.001
# A page that does not show the word after this many seconds, and twice the time that the server took to start, never will.
GIVE_UP = 60
START = 900


@dataclass
class Edits:
    """Seconds of each edit; nothing where the word never came."""

    title: str
    start: float = 0  # from the start of the server to its first page
    page: list[float | None] = field(default_factory=list)
    lists: list[float | None] = field(default_factory=list)
    in_place: float | None = None
    list_count: int = 0
    not_ok: int = 0
    peak: int = 0
    left_out: str | None = None
    failure: str | None = None


def measure_edits(peer: Peer, framework: Framework, work: Path, times: int, say: Callable[[str], None]) -> Edits:
    result = Edits(peer.title)
    reason = peer.can_serve()
    if reason:
        result.left_out = reason
        say(f"  {peer.title}: left out: {reason}")
        return result
    source, scratch, log = work / peer.key, work / "scratch", work / "log"
    item = framework.edited
    file = peer.item_source(source, item)
    original = file.read_text()
    try:
        clear(scratch)
        scratch.mkdir()
        # Which part of a long list the item is on can only be seen in a built site.
        run(peer.build(source, scratch), log)
        pages = [str(page.relative_to(scratch)) for page in list_pages_of(peer, scratch, item, listings_of(item))]
        lists = [peer.address(page) for page in pages] if peer.lists_follow_edits else []
        result.list_count = len(lists)
        clear(scratch)
        scratch.mkdir()

        port = free_port()
        begin = time.monotonic()
        with serving(peer.serve(source, scratch, port), port, log) as server:
            own = peer.address(peer.item_page(item))
            server.wait_until_it_answers(own, START)
            result.start = time.monotonic() - begin
            _Author(server, file, original, item.statement, result).work([own], lists, times)
            result.peak = server.peak()
    except Failed as failure:
        result.failure = str(failure)
    finally:
        file.write_text(original)
        clear(scratch)
    say(f"  {peer.title}: {_short(result)}")
    return result


class _Author:
    """Changes a file again and again, each time with a word that was never there before."""

    def __init__(self, server: Server, file: Path, original: str, statement: str, result: Edits) -> None:
        self.server = server
        self.file = file
        self.original = original
        self.statement = statement
        self.result = result
        self.browser = Browser(server.port)
        self.patience = max(GIVE_UP, 2 * result.start)
        self.count = 0

    def work(self, own: list[str], lists: list[str], times: int) -> None:
        try:
            # Somebody who edits has looked at the pages, and the first edit warms up what the first edit needs.
            self._edit(own + lists, self._rename)
            self.result.not_ok = self.browser.not_ok = 0
            self._repeat(own, times, self.result.page)
            if lists:
                self._repeat(lists, times, self.result.lists)
            self.result.in_place = self._edit(own, self._in_place)
            self.result.not_ok = self.browser.not_ok
        finally:
            self.browser.close()

    def _repeat(self, addresses: list[str], times: int, seconds: list[float | None]) -> None:
        for _ in range(times):
            seconds.append(self._edit(addresses, self._rename))
            # Waiting in vain ten times says no more than once.
            if seconds[-1] is None:
                return

    def _edit(self, addresses: list[str], save: Callable[[str], None]) -> float | None:
        """Seconds until all the pages show the new word."""
        for address in addresses:
            self.browser.get(address)
        self.server.wait_until_idle()
        self.count += 1
        word = f"fresh{self.count:03}word"
        text = self.original.replace(self.statement, self.statement.replace("I can ", f"I can {word} "))
        waiting = list(addresses)
        begin = time.perf_counter()
        save(text)
        while waiting:
            body = self.browser.get(waiting[0])
            now = time.perf_counter()
            if body is not None and word in body:
                # The next page is asked at once: it may have been there as long.
                waiting.pop(0)
                continue
            if now - begin > self.patience:
                return None
            time.sleep(POLL)
        return now - begin

    def _rename(self, text: str) -> None:
        """As most editors save: a new file takes the place of the old one."""
        beside = self.file.with_name(f".{self.file.name}.tmp")
        beside.write_text(text)
        os.replace(beside, self.file)

    def _in_place(self, text: str) -> None:
        self.file.write_text(text)


def _short(result: Edits) -> str:
    if result.failure:
        return f"FAILED: {result.failure}"

    def worst(values: list[float | None]) -> str:
        seen = [value for value in values if value is not None]
        lost = len(values) - len(seen)
        text = f"up to {max(seen) * 1000:.0f} ms" if seen else "never"
        return text + (f", {lost} of {len(values)} never" if lost and seen else "")

    return f"page {worst(result.page)}; lists " + (worst(result.lists) if result.lists else "not measured")
