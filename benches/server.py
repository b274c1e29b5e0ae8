"""A development server that runs while something is measured, and a browser's connection to it."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from measure import Failed, Step, environment

# What a browser sends when somebody loads a page. Hugo re-renders only what is navigated to.
HEADERS = {"Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

TICKS = os.sysconf("SC_CLK_TCK")


class Browser:
    """One connection that stays open, and a count of answers that were not a page."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.not_ok = 0

    def get(self, address: str) -> str | None:
        """The page, or nothing when the answer is not 200 or there is none."""
        answer = self._ask(address) or self._ask(address)
        if answer is None or answer[0] != 200:
            self.not_ok += 1
            return None
        return answer[1].decode("utf-8", errors="replace")

    def _ask(self, address: str) -> tuple[int, bytes] | None:
        """Status and body. Nothing when the connection was closed, which a server may do between two answers."""
        try:
            self.connection.request("GET", address, headers=HEADERS)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            return None

    def close(self) -> None:
        self.connection.close()


class Server:
    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def wait_until_it_answers(self, address: str, timeout: float) -> None:
        browser = Browser(self.port)
        end = time.monotonic() + timeout
        while browser.get(address) is None:
            if self.process.poll() is not None:
                raise Failed(f"the server ended with {self.process.returncode}:\n{self._tail()}")
            if time.monotonic() > end:
                raise Failed(f"the server did not answer within {timeout:.0f} s:\n{self._tail()}")
            time.sleep(0.05)
        browser.close()

    def wait_until_idle(self, quiet: float = 0.5, timeout: float = 300) -> None:
        """Until it has done next to nothing for a while: many go on rebuilding after the page is there."""
        end = time.monotonic() + timeout
        since, spent = time.monotonic(), self._ticks()
        while time.monotonic() - since < quiet and time.monotonic() < end:
            time.sleep(0.05)
            now = self._ticks()
            # Two ticks: some servers wake up now and then to look around.
            if now - spent > 2:
                since, spent = time.monotonic(), now

    def peak(self) -> int:
        """The most memory that the server's largest process has held, in bytes."""
        peaks = [0]
        for folder in self._processes():
            for line in _read(folder / "status").splitlines():
                if line.startswith("VmHWM:"):
                    peaks.append(int(line.split()[1]) * 1024)
        return max(peaks)

    def _ticks(self) -> int:
        total = 0
        for folder in self._processes():
            values = _read(folder / "stat").rpartition(")")[2].split()
            if values:
                total += int(values[11]) + int(values[12])
        return total

    def _processes(self) -> list[Path]:
        """The server's process and all that it started, which Linux keeps under its number."""
        result: list[Path] = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                values = _read(folder / "stat").rpartition(")")[2].split()
                if len(values) > 3 and int(values[3]) == self.process.pid:
                    result.append(folder)
        return result

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


@contextmanager
def serving(command: Step, port: int, log: Path) -> Iterator[Server]:
    """Starts a server, and ends it and all that it started, whatever happens."""
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [str(part) for part in command.argv],
            cwd=command.cwd,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            env=environment(),
            start_new_session=True,
        )
        try:
            yield Server(process, port, log)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            continue


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
