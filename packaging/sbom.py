#!/usr/bin/env python3
"""Writes the SBOM of a release, SPDX 2.3 in JSON: the packages that were made, what the programs are linked with, what was compiled into them,
and what the self-contained archive carries. Names and versions come from the system's package database, so the same build writes the same bytes."""

import argparse
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import urllib.parse
import uuid

NO = "NOASSERTION"


def run(*command):
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def needed_libraries(program):
    """Paths of the shared libraries that the program names itself (not those of its libraries)."""
    names = re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-dW", program))
    paths = dict(re.findall(r"^\t(\S+) => (/\S+)", run("ldd", program), re.M))
    return [paths[name] for name in names if name in paths]


def package_of(path):
    for candidate in (os.path.realpath(path), path, "/usr" + path):
        found = run("dpkg", "-S", candidate)
        if found:
            return found.split(":")[0]
    return None


def describe(package):
    """(version, source, licence) of an installed package; the licence as its machine-readable copyright file states it for all files."""
    row = run("dpkg-query", "-W", "-f=${Version}\t${source:Package}\t${Architecture}\n", package).splitlines()
    if not row:
        return None
    version, source, architecture = row[0].split("\t")
    licence = NO
    try:
        with open(f"/usr/share/doc/{package}/copyright", encoding="utf-8", errors="replace") as file:
            text = file.read()
        stanza = next((part for part in re.split(r"\n\s*\n", text) if re.search(r"^Files:\s*\*\s*$", part, re.M)), "")
        found = re.search(r"^License:\s*(\S.*)$", stanza, re.M)
        licence = found.group(1).strip() if found else NO
    except OSError:
        pass
    return version, source, architecture, licence


def checksum(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def spdx_id(text):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", text)


def purl(text):
    """A part of a package URL: all but letters, digits and these is percent-encoded, the "+" of libstdc++ among it."""
    return urllib.parse.quote(text, safe=".-_~:")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", required=True)
    parser.add_argument("--binaries", nargs="+", required=True)
    parser.add_argument("--compiled-in", nargs="+", required=True, help="packages whose headers or data are in the programs, where no table of the finished file shows them")
    parser.add_argument("--build-packages", default="")
    parser.add_argument("--bundled", help="file with the packages that the archive carries, one a line")
    parser.add_argument("--artifacts", nargs="+", required=True)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()

    root = "SPDXRef-sk-console"
    packages = [{"SPDXID": root, "name": "sk-console", "versionInfo": arguments.version, "downloadLocation": NO, "filesAnalyzed": False,
                 "licenseConcluded": "GPL-3.0-or-later", "licenseDeclared": "GPL-3.0-or-later", "copyrightText": NO, "primaryPackagePurpose": "APPLICATION"}]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", root)]
    known = {}

    def add(package):
        if package in known:
            return known[package]
        facts = describe(package)
        if not facts:
            sys.exit(f"sbom: the package {package} is not installed, so nothing can be said of it")
        version, source, architecture, licence = facts
        known[package] = spdx_id("deb-" + package)
        packages.append({"SPDXID": known[package], "name": package, "versionInfo": version, "downloadLocation": NO, "filesAnalyzed": False,
                         "licenseConcluded": NO, "licenseDeclared": NO, "copyrightText": NO, "sourceInfo": f"Debian source package {source}",
                         "comment": f"Debian states its licence as: {licence}" if licence != NO else "Its copyright file is not machine-readable",
                         "primaryPackagePurpose": "LIBRARY",
                         "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                           "referenceLocator": f"pkg:deb/debian/{purl(package)}@{purl(version)}?arch={architecture}"}]})
        return known[package]

    for package in sorted({found for program in arguments.binaries for library in needed_libraries(program) if (found := package_of(library))}):
        relations.append((root, "DYNAMIC_LINK", add(package)))
    for package in arguments.compiled_in:
        relations.append((root, "STATIC_LINK", add(package)))
    for package in arguments.build_packages.split():
        relations.append((add(package), "BUILD_DEPENDENCY_OF", root))
    for path in sorted(arguments.artifacts):
        name = os.path.basename(path)
        identifier = spdx_id("artifact-" + name)
        packages.append({"SPDXID": identifier, "name": name, "versionInfo": arguments.version, "packageFileName": name, "downloadLocation": NO,
                         "filesAnalyzed": False, "licenseConcluded": NO, "licenseDeclared": "GPL-3.0-or-later", "copyrightText": NO,
                         "checksums": [{"algorithm": "SHA256", "checksumValue": checksum(path)}]})
        relations.append((identifier, "CONTAINS", root))
        if arguments.bundled and (name.endswith(".tar.xz") or name.endswith(".AppImage")):
            with open(arguments.bundled, encoding="utf-8") as file:
                for package in file.read().split():
                    relations.append((identifier, "CONTAINS", add(package)))

    created = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    content = json.dumps([packages, relations], sort_keys=True)
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"sk-console-{arguments.version}",
        "documentNamespace": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content)}",
        "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: sk-console-packaging-sbom"]},
        "packages": packages,
        "relationships": [{"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b} for a, kind, b in relations],
    }
    identifiers = {package["SPDXID"] for package in packages} | {"SPDXRef-DOCUMENT"}
    assert len(identifiers) == len(packages) + 1, "two packages have one id"
    assert all(a in identifiers and b in identifiers for a, _, b in relations), "a relation leads nowhere"
    with open(arguments.out, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
