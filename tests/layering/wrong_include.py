#!/usr/bin/env python3
"""wrong_include.py SOURCE BUILD: an include that the table of layers does not allow does not compile, one that it allows does.

Compiles, with the flags of each layer's own files, one include of each folder of headers. The table is layering.py's.
"""
import ast
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

root, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
tables = {}
for statement in ast.parse((root / "tests/layering/layering.py").read_text(encoding="utf-8")).body:
    if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") in ("layer_of", "folder_layer", "may_use"):
        tables[statement.targets[0].id] = ast.literal_eval(statement.value)
layer_of, folder_layer, may_use = tables["layer_of"], tables["folder_layer"], tables["may_use"]

commands = {}  # by layer: the compiler call of one of its files, without the file
for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
    file = pathlib.Path(entry["directory"], entry["file"]).resolve()
    if root not in file.parents:
        continue
    folder = file.relative_to(root).parent.as_posix()
    layer = next((name for prefix, name in layer_of.items() if (folder + "/").startswith(prefix + "/")), None)
    if layer is None or layer == "main" or layer in commands:
        continue
    words = shlex.split(entry["command"])
    if "ccache" in words[0]:
        words = words[1:]
    elif "env" in words:  # cmake -E env A=B ccache c++ …
        words = words[next(i for i, word in enumerate(words) if word.endswith("ccache")) + 1:]
    call = []
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in ("-o", "-MF", "-MT", "-MQ", "-include"):
            skip = True  # no output; no precompiled header, which might know what an include does not
        elif word not in ("-c", "-MD", "-Winvalid-pch", "-fpch-preprocess") and not word.endswith(".cpp"):
            call.append(word)
    commands[layer] = (entry["directory"], call + ["-fsyntax-only"])
missing = set(layer_of.values()) - {"main"} - set(commands)
assert not missing, f"no file of {missing} is compiled in {build}"

headers = {}  # by folder of <sk/folder/…>: a header of it that is published
for folder in folder_layer:
    place = next(place for place in (root / "app" / folder, root / "app/demo" / folder, root / "ui" / folder) if place.is_dir())
    headers[folder] = next(path.name for path in sorted(place.glob("*.h")) if not path.name.endswith("_p.h"))




def reach(layer):
    """What a layer's library sees: the table's layers, and those that stand in their public headers. The rest is layering.py's to find."""
    seen = set()
    todo = [layer]
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            todo += may_use[one]
    return seen


def compile_with(layer, folders, scratch):
    """None when it compiles, else what the compiler says."""
    directory, call = commands[layer]
    source = scratch / f"{layer}-{'-'.join(folders)}.cpp"
    source.write_text("".join(f"#include <sk/{folder}/{headers[folder]}>\n" for folder in folders))
    result = subprocess.run(call + [str(source)], cwd=directory, capture_output=True, text=True)
    return None if result.returncode == 0 else result.stderr


problems = []
with tempfile.TemporaryDirectory() as directory, ThreadPoolExecutor(2) as pool:
    scratch = pathlib.Path(directory)
    right = {layer: [folder for folder in sorted(headers) if folder_layer[folder] in may_use[layer] | {layer}] for layer in sorted(commands)}
    wrong = [(layer, folder) for layer in sorted(commands) for folder in sorted(headers) if folder_layer[folder] not in reach(layer)]
    for layer, why in zip(right, pool.map(lambda layer: compile_with(layer, right[layer], scratch), right)):
        if why is not None:
            problems.append(f"{layer} may include {', '.join(right[layer])}, and cannot:\n{why}")
    for (layer, folder), why in zip(wrong, pool.map(lambda pair: compile_with(pair[0], [pair[1]], scratch), wrong)):
        if why is None:
            problems.append(f"{layer} may not use {folder}, and an include of it compiles")
        elif not re.search(f"fatal error: '?sk/{folder}/{re.escape(headers[folder])}", why):
            problems.append(f"{layer} with {folder} fails for another reason:\n{why}")
if problems:
    print("\n".join(problems))
    sys.exit(1)
assert len(wrong) > 60, wrong
print(f"{sum(map(len, right.values()))} includes compile, {len(wrong)} do not, as the table says")
