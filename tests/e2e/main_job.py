#!/usr/bin/python3
"""The main job with the program as a process, a real window, real keys and a real keyring.

    main_job.py SK_CONSOLE SK_DEMO_CLUSTER [REPLAY_SCRIPT]

Runs in a session bus of its own with an unlocked keyring (tests/secrets/with-keyring). Sees the window as a screen reader does, through
the accessibility bus, and types with xdotool: sign in, nodes on screen, a node changes on the server, the row changes, the program is
ended and started again without a question, sign out, and the keyring holds nothing of it. With REPLAY_SCRIPT, a server that nobody of
this project wrote, the same as far as recordings go.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)  # the interfaces' newer names are not in Debian 12
console, demo_cluster = sys.argv[1:3]
replay = sys.argv[3] if len(sys.argv) > 3 and os.path.exists(sys.argv[3]) else None
LONGEST = 90
processes = []
focused = []  # names of what got the focus, in order


def start(arguments, **more):
    process = subprocess.Popen(arguments, **more)
    processes.append(process)
    return process


def until(what, condition):
    """The first true answer of `condition`; fails with `what` when none came. Asks again, never just waits."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        try:
            answer = condition()
        except GLib.Error:  # a widget that died between two questions
            answer = None
        if answer:
            return answer
        while GLib.MainContext.default().iteration(False):
            pass
        time.sleep(0.05)
    raise SystemExit(f"not seen in {LONGEST} s: {what}\n{screen()}")


def application():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child and child.get_name() == "sk-console" or child and "Super" in (child.get_name() or ""):
            return child
    return None


def walk(node, depth=0):
    if node is None or depth > 30:
        return
    yield node
    if node.get_state_set().contains(Atspi.StateType.MANAGES_DESCENDANTS) and node.get_role() == Atspi.Role.TABLE:
        table = node.get_table_iface()
        for row in range(min(node.get_table_iface().get_n_rows(), 40)):
            for column in range(table.get_n_columns()):
                cell = table.get_accessible_at(row, column)
                if cell:
                    yield cell
        return
    for index in range(min(node.get_child_count(), 400)):
        try:
            yield from walk(node.get_child_at_index(index), depth + 1)
        except GLib.Error:
            continue


def showing(role, name):
    program = application()
    if program:
        program.clear_cache()  # windows that came since: menus, dialogs
    for node in walk(program):
        if node.get_role() == role and re.search(name, node.get_name() or "") and node.get_state_set().contains(Atspi.StateType.SHOWING):
            return node
    return None


def screen():
    return "\n".join(f"{n.get_role_name()}: {n.get_name()!r} {n.get_state_set().contains(Atspi.StateType.SHOWING)}" for n in walk(application()) if n.get_name())


def keys(*names):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "5", text], check=True)


def focus(node):
    until("the focus on " + repr(node.get_name()), lambda: node.get_component_iface().grab_focus() and node.get_state_set().contains(Atspi.StateType.FOCUSED))


def fill(name, text):
    field = until(f"the field {name!r}", lambda: showing(Atspi.Role.TEXT, name) or showing(Atspi.Role.PASSWORD_TEXT, name) or showing(Atspi.Role.COMBO_BOX, name))
    focus(field)
    keys("ctrl+a")
    type_text(text)
    return field


def start_console(config):
    return start([console, "--config-dir", config, "--language", "en"], env=dict(os.environ, QT_QPA_PLATFORM="xcb"))


def window():
    """Until the window manager gave it the keyboard."""
    until("an active window of the program", lambda: any(node.get_state_set().contains(Atspi.StateType.ACTIVE) for node in walk(application())))


def end(process):
    process.send_signal(signal.SIGTERM)
    process.wait(LONGEST)
    processes.remove(process)


def token(url, password):
    form = urllib.parse.urlencode({"grant_type": "password", "username": "admin", "password": password, "client_id": "kubesphere",
                                   "client_secret": "kubesphere"}).encode()
    return json.load(urllib.request.urlopen(url + "/oauth/token", form))["access_token"]


def patch(url, bearer, path, change):
    request = urllib.request.Request(url + path, json.dumps(change).encode(), method="PATCH",
                                     headers={"Authorization": "Bearer " + bearer, "Content-Type": "application/merge-patch+json"})
    urllib.request.urlopen(request)


def stored_entries():
    found = subprocess.run(["secret-tool", "search", "--all", "--unlock", "xdg:schema", "org.qt.keychain"], capture_output=True, text=True)
    return (found.stdout + found.stderr).count("[/")


def sign_in(url, password):
    until("the sign-in dialog", lambda: showing(Atspi.Role.DIALOG, "."))
    new = until("the button for a new connection", lambda: showing(Atspi.Role.PUSH_BUTTON, "^New"))
    focus(new)
    keys("space")
    fill("^Server", url)
    fill("^User", "admin")
    fill("^Password", password)
    keys("Return")


def sign_out():
    menu = until("the menu button", lambda: showing(Atspi.Role.PUSH_BUTTON, "^Menu$"))
    focus(menu)
    keys("space")
    for _ in range(40):  # the arrow keys, as a person looks for it; a menu is heard of by its focus alone
        heard = len(focused)
        keys("Up")
        until("an entry of the menu", lambda: len(focused) > heard)
        if focused[-1] == "Sign out":
            break
    else:
        raise SystemExit(f"the arrow keys never came to Sign out, but to {focused}")
    keys("Return")


def cell(text):
    return showing(Atspi.Role.TABLE_CELL, text)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main_job(url, password, change):
    config = tempfile.mkdtemp(dir=os.environ["HOME"])
    program = start_console(config)
    window()
    sign_in(url, password)
    rows = until("the nodes", lambda: cell(r"^(worker|master|control|node|k)"))
    print("nodes on screen, first:", rows.get_name(), flush=True)
    if change:
        bearer = token(url, password)
        name = json.load(urllib.request.urlopen(urllib.request.Request(url + "/api/v1/nodes", headers={"Authorization": "Bearer " + bearer})))["items"][0]["metadata"]["name"]
        before = bool(cell("cordoned"))
        assert not before, "a node is cordoned already"
        patch(url, bearer, "/api/v1/nodes/" + name, {"spec": {"unschedulable": True}})
        until("the changed row", lambda: cell("cordoned"))
        print("the row followed the server", flush=True)
    until("the session in the keyring", lambda: stored_entries() > 0)
    end(program)
    program = start_console(config)
    until("the nodes again, without a question", lambda: application() and cell(r"^(worker|master|control|node|k)"))
    print("came back without a question", flush=True)
    window()
    sign_out()
    until("the keyring without the session", lambda: stored_entries() == 0)
    print("signed out; the keyring holds nothing of it", flush=True)
    end(program)
    shutil.rmtree(config)


def finish():
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        process.wait()


def display():
    read, write = os.pipe()
    start(["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    os.environ["DISPLAY"] = ":" + os.read(read, 16).decode().strip()
    start(["openbox"], stderr=subprocess.DEVNULL)


def accessibility():
    os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    launcher = next(p for p in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher") if os.path.exists(p))
    start([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    subprocess.run(["gdbus", "wait", "--session", "--timeout", "30", "org.a11y.Bus"], check=True)
    Atspi.init()
    global listener
    listener = Atspi.EventListener.new(lambda event: focused.append(event.source.get_name()) if event.detail1 else None)
    listener.register("object:state-changed:focused")


try:
    display()
    accessibility()
    server = start([demo_cluster, "--port", "0", "--nodes", "5", "--pods", "40", "--events-per-second", "0"], stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    main_job(re.search(r"https?://[0-9.:]+", line).group(), "P@88w0rd", True)
    if replay:
        port = free_port()
        start([sys.executable, replay, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("the recordings' server", lambda: subprocess.run(["curl", "-s", "-o", os.devnull, f"http://127.0.0.1:{port}/"]).returncode == 0)
        print("against the recordings of a real server:", flush=True)
        main_job(f"http://127.0.0.1:{port}", "P#$$w0rd", False)
finally:
    finish()
