#!/usr/bin/env python3
"""house_scripts.py SOURCE: what ./run and ./check do about packages that are missing and trees that are half built.

The scripts run as they are, in a copy of their folder, with programs in PATH that only write down how they were called.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

source = pathlib.Path(sys.argv.pop(1)).resolve()

FAKES = {
    # Every package is there but those that are named in MISSING.
    "dpkg-query": 'for last; do :; done\ncase " $MISSING " in *" $last "*) exit 1 ;; esac\necho "install ok installed"\n',
    "apt-get": 'echo "apt-get $*" >>"$CALLS"\ncase "$* " in *"${APT_FAILS:-nothing} "*) echo "E: no such package" >&2; exit 100 ;; esac\n',
    "sudo": 'echo "sudo $*" >>"$CALLS"\n"$@"\n',
    "id": 'echo "${USER_ID:-0}"\n',
    # Configuring leaves a build file, building leaves the program, which says how it was called.
    "cmake": """echo "cmake $*" >>"$CALLS"
case "$1" in
--preset)
    if [ -n "${CONFIGURE_FAILS:-}" ]; then echo "CMake Error" >&2; exit 1; fi
    : >"build/$2/build.ninja" ;;
--build)
    if [ -n "${BUILD_FAILS:-}" ]; then echo "FAILED: x.o" >&2; exit 1; fi
    mkdir -p "build/$3/bin"
    printf '#!/bin/sh\\nfor each; do echo "argument <$each>"; done\\nexit 7\\n' >"build/$3/bin/sk-console"
    chmod +x "build/$3/bin/sk-console" ;;
esac
""",
    "ctest": 'echo "ctest $*" >>"$CALLS"\nexit ${CTEST_FAILS:-0}\n',
}
TOOLS = ["bash", "sh", "env", "dirname", "grep", "mkdir", "rm", "chmod", "cat", "sed", "cut", "tr"]


class House(unittest.TestCase):
    def setUp(self):
        self.scratch = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) if hasattr(self, "enterContext") else self.temporary()
        self.tree = self.scratch / "a tree"  # with a blank, as home folders may have
        (self.tree / "packaging").mkdir(parents=True)
        for name in ("run", "check", "packaging/dependencies.sh"):
            shutil.copy(source / name, self.tree / name)
        self.bin = self.scratch / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        for name, text in FAKES.items():
            (self.bin / name).write_text("#!/bin/sh\n" + text)
            (self.bin / name).chmod(0o755)
        self.calls = self.scratch / "calls"

    def temporary(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        return pathlib.Path(directory.name)

    def start(self, *command, **environment):
        """Status, all that was said, and the calls that were made."""
        self.calls.write_text("")
        result = subprocess.run([str(self.tree / command[0]), *command[1:]], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
                                env={"PATH": str(self.bin), "CALLS": str(self.calls), "HOME": str(self.scratch), **environment})
        return result.returncode, result.stdout, self.calls.read_text().splitlines()

    def test_all_is_there(self):
        status, said, calls = self.start("run", "--demo", "--open", "sk://pods", "two words")
        self.assertEqual(status, 7, said)  # the program's own
        self.assertIn("argument <--demo>\nargument <--open>\nargument <sk://pods>\nargument <two words>\n", said)
        self.assertEqual(calls, ["cmake --preset release --log-level=WARNING", "cmake --build --preset release --target sk-console sk-demo-cluster"])
        for step in ("Configuring", "Building", "Starting"):
            self.assertIn(step, said)

    def test_what_is_missing_is_installed_and_nothing_else(self):
        status, said, calls = self.start("run", MISSING="mold qt6-svg-dev")
        self.assertEqual(status, 7, said)
        self.assertIn("Installing: mold qt6-svg-dev", said)
        self.assertEqual([call for call in calls if not call.startswith("cmake")],
                         ["apt-get update -qq", "apt-get install -y -qq --no-install-recommends mold qt6-svg-dev"])
        self.assertIn("cmake --build", calls[-1])

    def test_who_is_not_root_installs_with_sudo(self):
        status, said, calls = self.start("run", MISSING="mold", USER_ID="1000")
        self.assertEqual(status, 7, said)
        self.assertTrue(any(call.startswith("sudo ") and "apt-get install" in call and call.endswith(" mold") for call in calls), calls)
        self.assertIn("apt-get install -y -qq --no-install-recommends mold", calls)

    def test_neither_root_nor_sudo(self):
        (self.bin / "sudo").unlink()
        status, said, calls = self.start("run", MISSING="mold ccache", USER_ID="1000")
        self.assertEqual(status, 1, said)
        self.assertIn("error: these packages are missing and there is neither root nor sudo to install them: ccache mold\n", said)
        self.assertEqual(calls, [])

    def test_old_package_lists_will_do(self):
        status, said, calls = self.start("run", MISSING="mold", APT_FAILS="update -qq")
        self.assertEqual(status, 7, said)
        self.assertIn("apt-get install -y -qq --no-install-recommends mold", calls)

    def test_what_cannot_be_installed_ends_it(self):
        status, said, calls = self.start("run", MISSING="mold", APT_FAILS="mold")
        self.assertEqual(status, 1, said)
        self.assertIn("E: no such package", said)
        self.assertIn("error: apt-get could not install them", said)
        self.assertFalse(any(call.startswith("cmake") for call in calls), calls)

    def test_another_system_says_the_list_and_goes_on(self):
        for name in ("dpkg-query", "apt-get"):
            (self.bin / name).unlink()
            status, said, calls = self.start("run", "--version", MISSING="mold")
            self.assertEqual(status, 7, said)
            self.assertIn("This system has no apt", said)
            for package in ("g++", "qt6-base-dev", "qtkeychain-qt6-dev"):
                self.assertIn(package, said)
            self.assertEqual(len(calls), 2, calls)

    def test_a_tree_whose_configuration_did_not_finish_is_made_afresh(self):
        for leave in ("nothing to build with", "the mark"):
            tree = self.tree / "build/release"
            tree.mkdir(parents=True, exist_ok=True)
            (tree / "CMakeCache.txt").write_text("broken")
            if leave == "the mark":
                (tree / "build.ninja").write_text("half")
                (tree / ".configuring").write_text("")
            status, said, calls = self.start("run")
            self.assertEqual(status, 7, said)
            self.assertIn("did not finish", said)
            self.assertFalse((tree / "CMakeCache.txt").exists())
            self.assertFalse((tree / ".configuring").exists())

    def test_a_configuration_that_breaks_off_in_a_whole_tree(self):
        # What there is to build with is the one of before, and need not fit what was begun.
        self.start("run")
        status, said, calls = self.start("run", CONFIGURE_FAILS="yes")
        self.assertEqual(status, 1, said)
        self.assertTrue((self.tree / "build/release/build.ninja").exists())
        status, said, calls = self.start("run")
        self.assertEqual(status, 7, said)
        self.assertIn("did not finish", said)

    def test_a_whole_tree_is_kept(self):
        self.start("run")
        keep = self.tree / "build/release/CMakeCache.txt"
        keep.write_text("good")
        status, said, calls = self.start("run")
        self.assertEqual(status, 7, said)
        self.assertEqual(keep.read_text(), "good")
        self.assertNotIn("did not finish", said)

    def test_the_next_call_gets_over_a_failure(self):
        status, said, calls = self.start("run", CONFIGURE_FAILS="yes")
        self.assertEqual(status, 1, said)
        self.assertIn("CMake Error", said)
        self.assertFalse(any("--build" in call for call in calls))
        (self.tree / "build/release/CMakeCache.txt").write_text("broken")
        status, said, calls = self.start("run")
        self.assertEqual(status, 7, said)
        self.assertFalse((self.tree / "build/release/CMakeCache.txt").exists())
        # A failed build is only gone on with: what was compiled is good.
        (self.tree / "build/release/x.o").write_text("good")
        status, said, calls = self.start("run", BUILD_FAILS="yes")
        self.assertEqual(status, 1, said)
        self.assertNotIn("argument", said)
        status, said, calls = self.start("run")
        self.assertEqual(status, 7, said)
        self.assertEqual((self.tree / "build/release/x.o").read_text(), "good")

    def test_packages_are_not_made_from_the_tree_of_another_commit(self):
        for name in ("CMakeLists.txt", "packaging/lib.sh"):
            shutil.copy(source / name, self.tree / name)
        (self.bin / "uname").symlink_to(shutil.which("uname"))
        kept = self.tree / "build/package-work/tree/qrc_icons.cpp"
        for moment, stays in (("1", False), ("1", True), ("2", False), ("2", True)):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch()
            subprocess.run(["bash", "-euc", ". packaging/dependencies.sh; . packaging/lib.sh; tree_of_this_moment"], cwd=self.tree, check=True,
                           env={"PATH": str(self.bin), "SOURCE_DATE_EPOCH": moment})
            self.assertEqual(kept.exists(), stays, f"at the moment {moment}")
            self.assertTrue(kept.parent.is_dir())

    def test_check_needs_more_and_hands_its_arguments_on(self):
        status, said, calls = self.start("check", "-R", "tst_session", MISSING="xdotool")
        self.assertEqual(status, 0, said)
        self.assertIn("apt-get install -y -qq --no-install-recommends xdotool", calls)
        self.assertEqual(calls[-3:], ["cmake --preset dev --log-level=WARNING", "cmake --build --preset dev", "ctest --preset dev -j 2 -R tst_session"])
        status, said, calls = self.start("run", MISSING="xdotool")
        self.assertFalse(any(call.startswith("apt-get") for call in calls))  # which is for tests alone

    def test_check_says_that_a_test_failed(self):
        status, said, calls = self.start("check", CTEST_FAILS="8")
        self.assertEqual(status, 8, said)
        status, said, calls = self.start("check", BUILD_FAILS="yes")
        self.assertEqual(status, 1, said)
        self.assertFalse(any(call.startswith("ctest") for call in calls))

    def test_check_under_the_sanitizers(self):
        for option, preset in (("--asan", "asan"), ("--tsan", "tsan")):
            status, said, calls = self.start("check", option)
            self.assertEqual(status, 0, said)
            self.assertEqual(calls[-1], f"ctest --preset {preset} -j 2")


if __name__ == "__main__":
    unittest.main(verbosity=1)
