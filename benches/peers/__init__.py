"""The tools that are compared, each in a file of its own."""

from peers.base import Peer, Unavailable
from peers.eleventy import Eleventy
from peers.gradus import Gradus, PagesOnly, WithRelease
from peers.hugo import Hugo
from peers.mdbook import MdBook
from peers.zola import Zola

__all__ = ["CHOICES", "Gradus", "PagesOnly", "Peer", "Unavailable", "WithRelease"]

# What can be named after `--peers`. Zola is measured twice, as it can build its search index or leave it out.
CHOICES: dict[str, list[Peer]] = {
    "hugo": [Hugo()],
    "eleventy": [Eleventy()],
    "mdbook": [MdBook()],
    "zola": [Zola(search=True), Zola(search=False)],
}
