#!/usr/bin/env python3
"""Holds the source against the layers of ARCHITECTURE.md.

1. An include of another layer names one that the table allows.
2. A library that one layer alone may use (QtKeychain, simdjson, yaml-cpp, Boost, nlohmann in public headers) is included nowhere else.
3. Nobody includes a private header (_p.h) of another layer, or runs a nested event loop.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])

layer_of = {
    "app/core": "core", "app/settings": "settings", "app/secrets": "secrets", "app/net": "net", "app/session": "session",
    "app/kube": "kube", "app/kinds": "kinds", "app/demo": "demo", "app/main": "main",
    "ui/theme": "theme", "ui/models": "models", "ui/widgets": "widgets",
    "ui/actions": "ui", "ui/dialogs": "ui", "ui/pages": "ui", "ui/window": "ui",
}
folder_layer = {"core": "core", "settings": "settings", "secrets": "secrets", "net": "net", "session": "session", "kube": "kube",
                "kinds": "kinds", "world": "demo", "server": "demo", "theme": "theme", "models": "models", "widgets": "widgets",
                "actions": "ui", "dialogs": "ui", "pages": "ui", "window": "ui"}
may_use = {
    "core": set(), "settings": {"core"}, "secrets": {"core"}, "net": {"core"},
    "session": {"core", "net", "secrets", "settings"}, "kube": {"core", "net"}, "kinds": {"core", "kube"}, "demo": {"core"},
    "theme": {"core"}, "models": {"core", "kube", "theme"}, "widgets": {"core", "theme"},
    "ui": {"core", "net", "secrets", "settings", "session", "kube", "kinds", "theme", "models", "widgets"},
}
only_in = {
    r"qt6keychain/|qtkeychain/": {"secrets"},
    r"simdjson": {"kube"},
    r"yaml-cpp/": {"demo", "session"},
    r"boost/": {"demo"},
}
problems = []
files = [path for folder in ("app", "ui") for path in (root / folder).rglob("*") if path.suffix in (".cpp", ".h")]
assert len(files) > 50, "the source is not where this test looks for it"

for path in files:
    relative = path.relative_to(root).as_posix()
    layer = next((name for prefix, name in layer_of.items() if relative.startswith(prefix + "/")), None)
    if layer is None:
        problems.append(f"{relative}: belongs to no layer")
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{relative}:{number}"
        found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if found:
            header = found.group(1)
            ours = re.match(r"sk/([^/]+)/(.+)", header)
            if ours:
                target = folder_layer.get(ours.group(1))
                if target is None:
                    problems.append(f"{place}: unknown layer in {header}")
                elif layer != "main" and target != layer and target not in may_use[layer]:
                    problems.append(f"{place}: {layer} may not use {target} ({header})")
                if header.endswith("_p.h"):
                    problems.append(f"{place}: private header of another folder ({header})")
            elif header.startswith(("app/", "ui/", "../../")):
                problems.append(f"{place}: goes around the forwarding headers ({header})")
            for pattern, layers in only_in.items():
                if re.match(pattern, header) and layer not in layers:
                    problems.append(f"{place}: {header} belongs to {', '.join(layers)} alone")
            if layer == "kube" and "simdjson" in header and path.suffix == ".h" and not path.name.endswith("_p.h"):
                problems.append(f"{place}: simdjson in a public header")
            if "nlohmann" in header and path.suffix == ".h" and layer != "demo" and not path.name.endswith("_p.h"):
                problems.append(f"{place}: nlohmann in a public header")
        code = line.split("//")[0]
        if re.search(r"\bQEventLoop\b|processEvents\s*\(", code):
            problems.append(f"{place}: a nested event loop")
        if re.search(r"\.exec\s*\(\s*\)|->exec\s*\(\s*\)", code) and layer != "main":
            problems.append(f"{place}: exec() runs a nested event loop")
        if layer not in ("demo", "main") and re.search(r"\bQFile\b.*\bpassword", code):
            problems.append(f"{place}: a password near a file")

print("\n".join(problems) or f"{len(files)} files keep to their layers")
sys.exit(bool(problems))
