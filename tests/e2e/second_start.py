#!/usr/bin/env python3
"""second_start.py SK_CONSOLE: two processes on a display with a window manager, as a desktop starts them. The first one's window is out of sight and
another program is in front; the second start hands its link over and ends, and the first one's window is in front and asks about the link."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

console = sys.argv[1]


def tool(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}).stdout.strip()


def windows_of(pid):
    """The windows of the process that can be seen, by title."""
    found = {}
    for window in tool("xdotool", "search", "--all", "--onlyvisible", "--pid", str(pid), "--name", ".").split():
        found[window] = tool("xdotool", "getwindowname", window)
    return found


def active_pid():
    window = re.search(r"0x[0-9a-f]+", tool("xprop", "-root", "_NET_ACTIVE_WINDOW"))
    return int(tool("xdotool", "getwindowpid", str(int(window.group(), 16))) or 0) if window and int(window.group(), 16) else 0


def comes_true(what, condition):
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"second_start: not within a minute: {what}\n" + "\n".join(f"{name}: {windows_of(process.pid)}" for name, process in started.items()) + f"\nactive: {active_pid()}")
        time.sleep(0.1)


started = {}
with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place)
    (folder / "run").mkdir(mode=0o700)
    environment = {**os.environ, "HOME": place, "XDG_RUNTIME_DIR": str(folder / "run"), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data"),
                   "XDG_CACHE_HOME": str(folder / "cache")}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)

    def start(name, *arguments):
        started[name] = subprocess.Popen([console, "--language", "en", *arguments], env=environment)
        return started[name]

    try:
        first = start("first")
        comes_true("the first start shows its windows", lambda: len(windows_of(first.pid)) >= 1 and active_pid() == first.pid)
        # Out of sight: the window and the dialog that belongs to it.
        def hidden():
            for window in windows_of(first.pid):
                tool("xdotool", "windowminimize", window)
            return not windows_of(first.pid)
        comes_true("the first start's windows are minimised", hidden)
        other = start("another program", "--config-dir", str(folder / "other"))
        comes_true("another program is in front", lambda: active_pid() == other.pid)

        second = start("second", "--open", "sk://pods?server=http%3A%2F%2F127.0.0.1%3A9")
        if second.wait(timeout=120) != 0:
            sys.exit(f"second_start: the second start ended with {second.returncode}")
        comes_true("the first one's window is in front", lambda: active_pid() == first.pid)
        comes_true("the window and the question about the link can be seen", lambda: len(windows_of(first.pid)) >= 2)
        if other.poll() is not None or first.poll() is not None:
            sys.exit("second_start: one of the others ended")
        print("second_start:", windows_of(first.pid))
    finally:
        for process in started.values():
            process.kill()
            process.wait()
