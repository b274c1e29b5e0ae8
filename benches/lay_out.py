"""Writes the made-up framework of N statements as Gradus reads it: python3 lay_out.py 5000 FOLDER."""

import sys
from pathlib import Path

from generate import framework
from peers import Gradus

if __name__ == "__main__":
    size, folder = sys.argv[1:]
    Gradus(None).lay_out(framework(int(size)), Path(folder))
