#!/usr/bin/env python3
"""Fails when a text of the sources has no finished translation.

    check.py LUPDATE SOURCE_DIRECTORY

Collects the texts anew into a copy, so that a text that nobody has run update_translations for counts as missing too; and
compares the place markers (%1, %n, %t) of each text with its translation's.
"""
import pathlib, re, shutil, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree

lupdate, root = sys.argv[1], pathlib.Path(sys.argv[2])
sources = sorted(str(file) for folder in ("app", "ui") for file in (root / folder).rglob("*")
                 if file.suffix in (".cpp", ".h") and root / "app" / "demo" not in file.parents)
faults = []


def markers(text):
    return sorted(set(re.findall(r"%(?:\d+|n|t)", text)))


with tempfile.TemporaryDirectory() as folder:
    for language, options in (("zh_CN", []), ("en", ["-pluralonly"])):
        copy = pathlib.Path(folder) / f"sk_{language}.ts"
        shutil.copy(root / "translations" / copy.name, copy)
        subprocess.run([lupdate, "-silent", "-locations", "none", "-no-obsolete", *options, *sources, "-ts", str(copy)], check=True)
        for context in ElementTree.parse(copy).getroot().findall("context"):
            for message in context.findall("message"):
                source, translation = message.findtext("source"), message.find("translation")
                forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
                where = f"{language}, {context.findtext('name')}: {source!r}"
                if translation.get("type") == "unfinished" or not all(forms):
                    faults.append(f"{where} is not translated")
                elif any(not set(markers(form)) <= set(markers(source)) or set(markers(source)) - set(markers(form)) - {"%n"} for form in forms):
                    faults.append(f"{where} has other place markers in {forms!r}")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
