#!/bin/sh
# The browser tests play the quiz in Chromium. Install it where that needs no question; else say what to do.

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="no"
fi

if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get -qq update &&
        $as_root apt-get -qq install --yes --no-install-recommends chromium >/dev/null &&
        exit 0
fi
echo "The browser tests will be skipped: install Chromium to run them (Debian: apt-get install chromium; macOS: brew install --cask chromium)."
