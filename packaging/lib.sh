# Sourced by packaging/build and the tests of the packages. The caller is in the project's top folder and has sourced dependencies.sh.
# shellcheck shell=bash

SK_OUT="$PWD/build/packages"
SK_WORK="$PWD/build/package-work"
SK_VERSION=$(sed -n 's/^project(sk-console VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
[ -n "$SK_VERSION" ] || die "CMakeLists.txt names no project(VERSION)"
SK_ARCH=$(uname -m)
# The moment of the last commit; a source archive without git brings it in the environment.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || true)}
[ -n "$SOURCE_DATE_EPOCH" ] || die "there is no git history here: set SOURCE_DATE_EPOCH to the release's time"
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC
# With a base folder a compiler cache writes other names into the debug information than the compiler alone, and the build id is made from all of it.
export CCACHE_BASEDIR=
umask 022

# Debian's packages of what is compiled into the programs, as headers or as data: no table of the finished files shows it.
compiled_in_packages() {
    local file found
    for file in /usr/include/nlohmann/json.hpp /usr/include/boost/version.hpp "$(qmake6 -query QT_INSTALL_TRANSLATIONS)/qtbase_zh_CN.qm"; do
        found=$(dpkg -S "$file" 2>/dev/null) || die "no package of this system has $file, which is compiled into the programs"
        printf '%s\n' "${found%%:*}"
    done | sort -u
}

# sums <folder>: SHA256SUMS of all that lies in it.
sums() {
    local all
    all=$(cd "$1" && find . -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum --)
    printf '%s\n' "$all" >"$1/SHA256SUMS"
}

# Whatever is packed carries the time of the sources.
clamp_times() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

# log_and_progress <file>: ninja's words go to the file; each tenth of its steps is said.
log_and_progress() {
    awk -v file="$1" '{ print >file }
        /^\[[0-9]+\/[0-9]+\]/ {
            split(substr($0, 2), step, /[\/\]]/)
            tenth = int(10 * step[1] / step[2])
            if (tenth > said) { said = tenth; printf "    %d of %d steps\n", step[1], step[2]; fflush() }
        }'
}

# tree_of_this_moment: Qt's resources carry SOURCE_DATE_EPOCH, and those in the build tree of another commit would be taken as they are.
tree_of_this_moment() {
    [ "$(cat "$SK_WORK/tree/.moment" 2>/dev/null)" = "$SOURCE_DATE_EPOCH" ] || rm -rf "$SK_WORK/tree"
    mkdir -p "$SK_WORK/tree"
    printf '%s' "$SOURCE_DATE_EPOCH" >"$SK_WORK/tree/.moment"
}

# stage: compiles once for all packages and installs into $SK_WORK/stage, with debug information.
stage() {
    say "Compiling $SK_VERSION for the packages"
    tree_of_this_moment
    cmake --preset package --log-level=WARNING -B "$SK_WORK/tree" ${SK_PICTURES_URL:+"-DSK_PICTURES_URL=$SK_PICTURES_URL"} >/dev/null \
        || die "the configuration failed; the words above say why"
    cmake --build "$SK_WORK/tree" 2>&1 | log_and_progress "$SK_WORK/compile.log" || { tail -30 "$SK_WORK/compile.log" >&2; die "the build failed"; }
    rm -rf "$SK_WORK/stage"
    DESTDIR="$SK_WORK/stage" cmake --install "$SK_WORK/tree" >/dev/null
    gzip -9n "$SK_WORK"/stage/usr/share/man/man1/*.1
    clamp_times "$SK_WORK/stage"
}

# split_debug <installed tree> <folder for .build-id>: strips the programs; their debug symbols go to a folder that debuggers look into.
split_debug() {
    local program id
    for program in "$1"/usr/bin/*; do
        id=$(readelf -nW "$program" | sed -n 's/.*Build ID: //p')
        [ -n "$id" ] || die "$program has no build id"
        mkdir -p "$2/.build-id/${id:0:2}"
        objcopy --only-keep-debug --compress-debug-sections "$program" "$2/.build-id/${id:0:2}/${id:2}.debug"
        chmod 644 "$2/.build-id/${id:0:2}/${id:2}.debug"
        strip --strip-unneeded --remove-section=.comment --remove-section=.note "$program"
    done
}
