#!/usr/bin/env python3
"""texts.py SOURCE BUILD: holds what is written about the programs against the programs themselves."""
import pathlib, re, shutil, subprocess, sys

source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
faults = []


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def check(fine, fault):
    if not fine:
        faults.append(fault)


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

    # The completion as bash runs it: all options, and one that is begun.
    function = "_" + program.replace("-", "_")
    script = f"""
        _init_completion() {{ cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}; }}
        . "$1"; COMP_WORDS=("$2" "$3"); COMP_CWORD=1; {function} "$2"; printf '%s\\n' "${{COMPREPLY[@]}}" """
    completion = source / "packaging" / "completion" / f"{program}.bash"
    check(run("bash", "-c", script, "bash", completion, path, "--").stdout.split() == options, f"the bash completion of {program} does not offer what --help names")
    begun = run("bash", "-c", script, "bash", completion, path, "--ver").stdout.split()
    check(begun == ["--version"], f"the bash completion of {program} makes {begun} of --ver")

entry = (source / "packaging" / "sk-console.desktop").read_text()
check("MimeType=x-scheme-handler/sk;" in entry and "Exec=sk-console %u" in entry, "the desktop file does not take sk: links")
metainfo = build / "packaging" / "io.superkubenetes.Console.metainfo.xml"
check(f'version="{version}"' in metainfo.read_text(), "the metainfo does not say the version")
if shutil.which("desktop-file-validate"):
    said = run("desktop-file-validate", source / "packaging" / "sk-console.desktop")
    check(said.returncode == 0 and not said.stdout, said.stdout)
if shutil.which("appstreamcli"):
    said = run("appstreamcli", "validate", "--no-net", metainfo)
    check(said.returncode == 0, said.stdout)
for script in ("packaging/build", "packaging/lib.sh", "packaging/dependencies.sh", "packaging/test/packages", "packaging/verify/hardening", "packaging/verify/lint", "run", "check",
               *(str(path.relative_to(source)) for path in sorted((source / "packaging").glob("make-*")))):
    said = run("bash", "-n", source / script)
    check(said.returncode == 0, f"{script}: {said.stderr}")

print("\n".join(faults))
sys.exit(1 if faults else 0)
