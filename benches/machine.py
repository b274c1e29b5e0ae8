"""What the numbers were measured on."""

import os
import platform
from pathlib import Path


def describe() -> dict[str, str]:
    return {
        "Processor": _value("/proc/cpuinfo", "model name") or platform.machine(),
        "Cores": str(len(os.sched_getaffinity(0))),
        "Memory": f"{int(_value('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.0f} GiB",
        "System": f"{_value('/etc/os-release', 'PRETTY_NAME', '=')}, Linux {platform.release()}",
        "Load before": f"{os.getloadavg()[0]:.2f}",
        "Python": platform.python_version(),
    }


def available_memory() -> int:
    """In bytes."""
    return int((_value("/proc/meminfo", "MemAvailable") or "0 kB").split()[0]) * 1024


def _value(file: str, key: str, separator: str = ":") -> str:
    """The value in the first line with this key, or nothing."""
    try:
        lines = Path(file).read_text().splitlines()
    except OSError:
        return ""
    for line in lines:
        name, found, value = line.partition(separator)
        if found and name.strip() == key:
            return value.strip().strip('"')
    return ""
