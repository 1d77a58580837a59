# Sourced by ./run and ./check: what the program needs to be built, tested and run, and how to get it.
# shellcheck shell=bash

SK_BUILD_PACKAGES="g++ cmake ninja-build ccache mold pkg-config qt6-base-dev qt6-base-dev-tools libqt6svg6 qt6-svg-dev qt6-websockets-dev \
qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n qtkeychain-qt6-dev nlohmann-json3-dev libsimdjson-dev libyaml-cpp-dev \
libboost-dev libssl-dev zlib1g-dev libgl-dev libegl-dev libvulkan-dev"
# What makes the packages and looks at them; `packaging/build` and `./check --packages` alone.
SK_PACKAGE_PACKAGES="debhelper dpkg-dev rpm debugedit patchelf xz-utils librsvg2-bin qt6-wayland qt6-xdgdesktopportal-platformtheme fonts-dejavu-core binutils file git python3"
SK_PACKAGE_TEST_PACKAGES="cpio debootstrap openssl procps xdotool lintian desktop-file-utils appstream rpmlint xvfb imagemagick tesseract-ocr tesseract-ocr-eng man-db shellcheck"
SK_TEST_PACKAGES="bash-completion gnome-keyring dbus libsecret-tools openssl curl python3 xvfb xdotool openbox x11-utils fonts-dejavu-core fonts-noto-cjk imagemagick at-spi2-core gir1.2-atspi-2.0 python3-gi libglib2.0-bin"

# For ./check --fuzz only.
SK_FUZZ_PACKAGES="clang"
# For ./check --windows only.
SK_WINDOWS_PACKAGES="g++-mingw-w64-x86-64-posix python3"

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Installs the packages named, if any of them is missing. On a system without apt it prints the list and goes on.
install_packages() {
    local wanted="$*" missing=""
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        say "This system has no apt. These are the Debian names of what is needed; going on with what is there:"
        printf '    %s\n' "$wanted"
        return 0
    fi
    local package
    for package in $wanted; do
        dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    local sudo=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || die "these packages are missing and there is neither root nor sudo to install them:$missing"
        sudo="sudo"
    fi
    say "Installing:$missing"
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq || say "The package lists could not be refreshed; trying with the old ones."
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null \
        || die "apt-get could not install them. The words above say why."
}

# configure_and_build <preset> [targets...]: a tree that an interrupted configuration left behind is made afresh.
configure_and_build() {
    local preset=$1
    shift
    local tree="build/$preset"
    if [ -e "$tree" ] && { [ ! -e "$tree/build.ninja" ] || [ -e "$tree/.configuring" ]; }; then
        say "An earlier configuration of $tree did not finish; starting it afresh."
        rm -rf "$tree"
    fi
    say "Configuring ($preset)"
    mkdir -p "$tree"
    : >"$tree/.configuring"
    cmake --preset "$preset" --log-level=WARNING || die "the configuration failed; the words above say why"
    rm -f "$tree/.configuring"
    say "Building ($preset); the first time takes some minutes"
    if [ $# -gt 0 ]; then
        cmake --build --preset "$preset" --target "$@" || die "the build failed; the words above say why"
    else
        cmake --build --preset "$preset" || die "the build failed; the words above say why"
    fi
}
