"""Runs one command and says what it took. A process of its own: see `measure.py`.

Linux counts what a process held before `exec` into its peak memory. A command that a large Python process starts
would be blamed for that Python. This file imports next to nothing, so that a command is blamed for some 10 MB at most.

Argument: a JSON object with `argv`, `cwd`, `log` and `timeout`. Prints a JSON object.
"""

import json
import os
import signal
import sys
import time


def main() -> None:
    order = json.loads(sys.argv[1])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)

    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        # A group of its own, so that whatever the command starts can be ended with it.
        os.setpgid(0, 0)
        os.dup2(nothing, 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        try:
            os.chdir(order["cwd"])
            os.execvp(order["argv"][0], order["argv"])
        except OSError as error:
            os.write(2, f"{order['argv'][0]}: {error}\n".encode())
        os._exit(127)

    # Here as well: whichever process comes first, the group is there before somebody has to end it.
    try:
        os.setpgid(child, child)
    except OSError:
        pass

    def stop(*_: object) -> None:
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            pass

    for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    signal.alarm(int(order["timeout"]))
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begin

    json.dump(
        {
            "status": os.waitstatus_to_exitcode(status),
            "wall": wall,
            "cpu": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss * 1024,
        },
        sys.stdout,
    )


main()
