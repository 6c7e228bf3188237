#!/bin/sh
# The browser tests play the quiz in Chromium and in Firefox. Install what is missing where that needs no question;
# else say what to do. The tests of a browser that is not there are skipped, so this never fails.

missing() { # of these programs there is none
    for program in "$@"; do
        if command -v "$program" >/dev/null 2>&1; then
            return 1
        fi
    done
}

install() { # the Debian package of this name
    [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1 || return 1
    echo "Installing $1 for the browser tests ..."
    if [ -z "$is_updated" ]; then
        $as_root apt-get -qq update || return 1
        is_updated=yes
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends "$1" >/dev/null
}

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="no"
fi
is_updated=""

if missing chromium chromium-browser google-chrome google-chrome-stable; then
    install chromium ||
        echo "The tests in Chromium will be skipped: install it to run them (Debian: apt-get install chromium; macOS: brew install --cask chromium)."
fi
if missing firefox-esr firefox /Applications/Firefox.app/Contents/MacOS/firefox; then
    install firefox-esr ||
        echo "The tests in Firefox will be skipped: install it to run them (Debian: apt-get install firefox-esr; macOS: brew install --cask firefox)."
fi
exit 0
