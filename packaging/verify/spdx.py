#!/usr/bin/env python3
"""spdx.py FOLDER: the SBOM in the folder is valid SPDX 2.3 as far as it is used here, and is of the packages that lie beside it."""

import hashlib
import json
import pathlib
import re
import sys

folder = pathlib.Path(sys.argv[1])
files = list(folder.glob("*.spdx.json"))
if len(files) != 1:
    sys.exit(f"spdx: {len(files)} documents in {folder}, not one")
document = json.loads(files[0].read_text(encoding="utf-8"))
faults = []


def check(fine, fault):
    if not fine:
        faults.append(fault)


# The fields that SPDX 2.3 asks for, and what may stand in them.
check(document["spdxVersion"] == "SPDX-2.3" and document["dataLicense"] == "CC0-1.0" and document["SPDXID"] == "SPDXRef-DOCUMENT" and document["name"], "the head")
check(re.fullmatch(r"[a-z]+:[^#\s]+", document["documentNamespace"]), "documentNamespace is no URI without a fragment")
check(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["creationInfo"]["created"]), "creationInfo.created")
check(all(re.match(r"(Tool|Organization|Person): ", creator) for creator in document["creationInfo"]["creators"]), "creationInfo.creators")
packages = {package["SPDXID"]: package for package in document["packages"]}
check(len(packages) == len(document["packages"]), "two packages have one id")
for identifier, package in packages.items():
    check(re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", identifier), f"the id {identifier}")
    check(package["name"] and package["downloadLocation"] and package["versionInfo"], f"{identifier} lacks a field")
    for reference in package.get("externalRefs", []):
        locator = reference["referenceLocator"]
        check(reference["referenceCategory"] == "PACKAGE-MANAGER" and reference["referenceType"] == "purl", f"the reference {locator}")
        check(re.fullmatch(r"pkg:deb/debian/[a-z0-9.%A-F-]+@[A-Za-z0-9.~:%_-]+\?arch=[a-z0-9]+", locator), f"the package URL {locator}")
kinds = {"DESCRIBES", "CONTAINS", "DYNAMIC_LINK", "STATIC_LINK", "BUILD_DEPENDENCY_OF"}
relations = {(relation["spdxElementId"], relation["relationshipType"], relation["relatedSpdxElement"]) for relation in document["relationships"]}
for one, kind, other in relations:
    check(kind in kinds and {one, other} <= packages.keys() | {"SPDXRef-DOCUMENT"}, f"the relation {one} {kind} {other}")
described = [other for one, kind, other in relations if (one, kind) == ("SPDXRef-DOCUMENT", "DESCRIBES")]
check(len(described) == 1, "not one thing is described")

# What is compiled in, by the names without their versions.
static = " ".join(packages[other]["name"] for one, kind, other in relations if kind == "STATIC_LINK")
for part in ("nlohmann-json", "libboost", "qt6-translations"):
    check(part in static, f"{part} is not among what is compiled in: {static}")
dynamic = " ".join(packages[other]["name"] for one, kind, other in relations if kind == "DYNAMIC_LINK")
for part in ("libqt6core6", "libqt6keychain1", "libsimdjson", "libssl3"):
    check(part in dynamic, f"{part} is not among what is linked: {dynamic}")

# The packages in the folder, all of them and no others, with their sums.
made = {path.name: path for path in folder.iterdir() if path.suffix in (".deb", ".rpm", ".xz", ".AppImage")}
named = {package["packageFileName"]: package for package in packages.values() if "packageFileName" in package}
check(made.keys() == named.keys(), f"it names {sorted(named)}, and there are {sorted(made)}")
for name in made.keys() & named.keys():
    sums = {entry["algorithm"]: entry["checksumValue"] for entry in named[name]["checksums"]}
    check(sums.get("SHA256") == hashlib.sha256(made[name].read_bytes()).hexdigest(), f"the checksum of {name}")
    if name.endswith((".tar.xz", ".AppImage")):
        carried = sum(1 for one, kind, _ in relations if kind == "CONTAINS" and one == named[name]["SPDXID"])
        check(carried > 40, f"{name} carries only {carried} packages")

if faults:
    sys.exit("\n".join("spdx: " + fault for fault in faults))
print(f"spdx: {len(packages)} packages, {len(relations)} relations, {len(made)} files with their sums")
