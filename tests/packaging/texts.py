#!/usr/bin/env python3
"""texts.py SOURCE BUILD: holds what is written about the programs against the programs themselves."""
import os, pathlib, re, shutil, subprocess, sys, tempfile

source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
faults = []


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def check(fine, fault):
    if not fine:
        faults.append(fault)


def completed(program, path, *words):
    """What bash offers for the last of the words, and what it complains of."""
    library = "/usr/share/bash-completion/bash_completion"
    if not pathlib.Path(library).exists():
        sys.exit(f"{library} is not there: install bash-completion")
    line = f"{path} " + " ".join(words).replace("sk : //", "sk://")
    script = f""". {library}; . "$1"; shift; COMP_LINE=$1; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_POINT=${{#COMP_LINE}}; COMP_TYPE=9
        _{program.replace("-", "_")} "$1" "${{COMP_WORDS[-1]}}" "${{COMP_WORDS[-2]}}"; printf '%s\\n' "${{COMPREPLY[@]}}" """
    said = run("bash", "--norc", "-c", script, "bash", source / "packaging" / "completion" / f"{program}.bash", line, path, *words)
    return said.stdout.split() + said.stderr.splitlines()


def exec_program(entry):
    """The program of an Exec line, read as the Desktop Entry Specification says: a string, in it a quoted argument, in it field codes."""
    line = re.search(r"^Exec=(.*)$", entry, re.M)
    value = line.group(1).replace("\\\\", "\\") if line else ""
    quoted = re.match(r'"((?:[^"\\]|\\.)*)" %u$', value)
    return re.sub(r"\\(.)", r"\1", quoted.group(1)).replace("%%", "%") if quoted else value


version = re.search(r"project\(sk-console VERSION ([0-9.]+)", (source / "CMakeLists.txt").read_text()).group(1)
for program in ("sk-console", "sk-demo-cluster"):
    path = build / "bin" / program
    words = run(path, "--help").stdout
    options = re.findall(r"^  (--[a-z-]+)", words, re.M)
    check(len(options) > 5, f"{program} --help names only {options}")
    check(version in run(path, "--version").stdout, f"{program} --version does not say {version}")

    page = (build / "packaging" / "man" / f"{program}.1").read_text()
    for option in options:
        check(option.replace("-", "\\-") in page, f"{program}(1) does not have {option}")
    check("@" not in page, f"{program}(1) has an unfilled place")

    # The completion as bash runs it, with its own words: all options, one that is begun, and a value. Bash cuts a word at each colon.
    offered = completed(program, path, "--")
    check(offered == options, f"the bash completion of {program} offers {offered}, not what --help names")
    begun = completed(program, path, "--ver")
    check(begun == ["--version"], f"the bash completion of {program} makes {begun} of --ver")
links = completed("sk-console", build / "bin" / "sk-console", "--open", "sk", ":", "//po")
check(links == ["//pods"], f"the bash completion makes {links} of --open sk://po")
check(completed("sk-console", build / "bin" / "sk-console", "--theme", "d") == ["dark"], "the bash completion does not complete --theme d")

entry = (source / "packaging" / "sk-console.desktop").read_text()
check("MimeType=x-scheme-handler/sk;" in entry and "Exec=sk-console %u" in entry, "the desktop file does not take sk: links")
# The archive's entry, from folders that mean something to a shell, to sed or to the entry itself.
for odd in ("plain", "a b&c|d", 'e"f$g`h\\i%j\'k'):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / odd
        (folder / "share/applications").mkdir(parents=True)
        (folder / "share/icons/hicolor/scalable/apps").mkdir(parents=True)
        shutil.copy(source / "packaging/archive/desktop-entry", folder)
        shutil.copy(source / "packaging/sk-console.desktop", folder / "share/applications")
        shutil.copy(source / "resources/icons/sk-console.svg", folder / "share/icons/hicolor/scalable/apps")
        data = pathlib.Path(place) / "data"
        said = run("sh", folder / "desktop-entry", "add", env={**os.environ, "XDG_DATA_HOME": str(data)})
        made = data / "applications/sk-console.desktop"
        check(said.returncode == 0 and made.exists(), f"desktop-entry add fails in {odd}: {said.stderr}")
        if made.exists():
            check(exec_program(made.read_text()) == str(folder.resolve() / "sk-console"), f"desktop-entry writes {made.read_text()} in {odd}")
            if shutil.which("desktop-file-validate"):
                said = run("desktop-file-validate", made)
                check(not said.stdout, f"{odd}: {said.stdout}")
        run("sh", folder / "desktop-entry", "remove", env={**os.environ, "XDG_DATA_HOME": str(data)})
        check(not made.exists(), f"desktop-entry remove leaves the entry in {odd}")

metainfo = build / "packaging" / "io.superkubenetes.Console.metainfo.xml"
check(f'version="{version}"' in metainfo.read_text(), "the metainfo does not say the version")
if shutil.which("desktop-file-validate"):
    said = run("desktop-file-validate", source / "packaging" / "sk-console.desktop")
    check(said.returncode == 0 and not said.stdout, said.stdout)
if shutil.which("appstreamcli"):
    said = run("appstreamcli", "validate", "--no-net", metainfo)
    check(said.returncode == 0, said.stdout)
for script in ("packaging/build", "packaging/lib.sh", "packaging/dependencies.sh", "packaging/test/packages", "packaging/verify/hardening", "packaging/verify/lint", "packaging/verify/contents", "run", "check",
               *(str(path.relative_to(source)) for path in sorted((source / "packaging").glob("make-*")))):
    said = run("bash", "-n", source / script)
    check(said.returncode == 0, f"{script}: {said.stderr}")

print("\n".join(faults))
sys.exit(1 if faults else 0)
