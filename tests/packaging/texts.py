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
    check(page.count(";") >= len(re.findall(r"^ .*;", words, re.M)), f"{program}(1) lost a semicolon of --help")
    check("@" not in page, f"{program}(1) has an unfilled place")

    # The completion as bash runs it, with its own words: all options, one that is begun, and a value. Bash cuts a word at each colon.
    offered = completed(program, path, "--")
    check(offered == options, f"the bash completion of {program} offers {offered}, not what --help names")
    begun = completed(program, path, "--ver")
    check(begun == ["--version"], f"the bash completion of {program} makes {begun} of --ver")
said = run(build / "bin" / "sk-console", "--version").stdout
for fact in (r"^Qt 6\.\d+\.\d+$", r"^Keychain .*QtKeychain \d", r"^Licence GPL-3\.0-or-later$"):
    check(re.search(fact, said, re.M), f"sk-console --version does not say {fact}: {said}")
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

# What an installation holds besides the programs, with a release's place for the pictures; in a project of its own around the finished programs.
with tempfile.TemporaryDirectory() as place:
    place = pathlib.Path(place)
    for name in ("packaging", "resources", "LICENSE"):
        (place / name).symlink_to(source / name)
    (place / "CMakeLists.txt").write_text(f"""
        cmake_minimum_required(VERSION 3.25)
        project(sk-console VERSION {version} LANGUAGES NONE)
        foreach(program IN ITEMS sk-console sk-demo-cluster)
          add_executable(${{program}} IMPORTED)
          set_target_properties(${{program}} PROPERTIES IMPORTED_LOCATION "{build}/bin/${{program}}")
        endforeach()
        add_subdirectory(packaging)
        """)
    root = place / "root"
    for step in (("-G", "Ninja", "-S", place, "-B", place / "tree", "-Wno-dev", "-DCMAKE_INSTALL_PREFIX=/usr", "-DSK_PICTURES_URL=https://pictures.example/shelf"),
                 ("--build", place / "tree"), ("--install", place / "tree")):
        said = run("cmake", *step, env={**os.environ, "DESTDIR": str(root)})
        check(said.returncode == 0, said.stdout + said.stderr)
    installed = {str(path.relative_to(root / "usr/share")) for path in root.rglob("*") if path.is_file() and path.stat().st_size > 0}
    expected = {"applications/sk-console.desktop", "metainfo/io.superkubenetes.Console.metainfo.xml", "icons/hicolor/scalable/apps/sk-console.svg"}
    for program in ("sk-console", "sk-demo-cluster"):
        expected |= {f"man/man1/{program}.1", f"bash-completion/completions/{program}", f"zsh/vendor-completions/_{program}", f"fish/vendor_completions.d/{program}.fish"}
    if shutil.which("rsvg-convert"):
        expected |= {f"icons/hicolor/{size}x{size}/apps/sk-console.png" for size in (16, 22, 24, 32, 48, 64, 128, 256, 512)}
    check(installed == expected, f"an installation lacks {expected - installed} and has {installed - expected}")
    page = root / "usr/share/metainfo/io.superkubenetes.Console.metainfo.xml"
    pictures = re.findall(r'width="(\d+)" height="(\d+)">(https://[^<]*/)([^</]*)<', page.read_text()) if page.exists() else []
    check(len(pictures) == 2, f"the metainfo names {pictures}")
    for width, height, url, name in pictures:
        check(url == "https://pictures.example/shelf/", f"{name} is to be fetched from {url}")
        head = (source / "packaging/pictures" / name).read_bytes()[16:24]
        check((int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")) == (int(width), int(height)), f"{name} is not of {width} x {height} pixels")

# The installer for Windows as CPack writes it, in a project of its own that compiles nothing: the registry's words, and the folder of one user.
with tempfile.TemporaryDirectory() as place:
    place = pathlib.Path(place)
    (place / "CMakeLists.txt").write_text(f"""
        cmake_minimum_required(VERSION 3.25)
        project(sk-console VERSION {version} LANGUAGES NONE)
        set(CPACK_VERBATIM_VARIABLES ON)
        set(CPACK_RESOURCE_FILE_LICENSE "{source}/LICENSE")
        set(CPACK_PACKAGE_INSTALL_DIRECTORY "Super Kubenetes Console")
        include("{source}/packaging/windows/registry.cmake")
        include("{source}/packaging/windows/template.cmake")
        sk_nsis_template_for_one_user("${{CMAKE_ROOT}}/Modules/Internal/CPack/NSIS.template.in" "${{CMAKE_BINARY_DIR}}/nsis/NSIS.template.in")
        list(PREPEND CMAKE_MODULE_PATH "${{CMAKE_BINARY_DIR}}/nsis")
        install(FILES "{source}/LICENSE" DESTINATION bin RENAME sk-console.exe)
        include(CPack)
        file(WRITE "${{CMAKE_BINARY_DIR}}/commands" "${{CPACK_NSIS_EXTRA_INSTALL_COMMANDS}}")
        """)
    said = run("cmake", "-G", "Ninja", "-S", place, "-B", place / "tree")
    check(said.returncode == 0, said.stderr)
    command = """WriteRegStr HKCU 'Software\\Classes\\sk\\shell\\open\\command' '' '"$INSTDIR\\bin\\sk-console.exe" --open "%1"'"""
    check(command in (place / "tree/commands").read_text(), "the registry's command for sk: links is another")
    template = (place / "tree/nsis/NSIS.template.in").read_text()
    check("$DOCUMENTS" not in re.sub(r"(?m)^\s*;.*$", "", template), "the installer goes into the documents' folder")
    check(re.search(r'ReadRegStr \$0 HKCU ".*" "UninstallString"', template), "the installer does not look for the user's older version")
    if shutil.which("makensis"):
        said = run("cpack", "-G", "NSIS", cwd=place / "tree")
        made = list((place / "tree/_CPack_Packages").glob("*/NSIS/project.nsi"))
        check(said.returncode == 0 and made, said.stdout + said.stderr)
        for project in made:
            check(command in project.read_text(), "CPack changes the registry's command")
            check('StrCpy $INSTDIR "$LOCALAPPDATA\\Programs\\' in project.read_text(), "CPack does not take the changed template")

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
