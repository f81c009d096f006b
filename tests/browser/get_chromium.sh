#!/bin/sh
# Make sure that a Chromium is there for the browser tests: the one named by CHROMIUM,
# one on the PATH, or Debian's, installed where this user may install packages.

for name in "$CHROMIUM" chromium-headless-shell chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && exit 0
done

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else as_root="no"; fi
    if [ "$as_root" != no ]; then
        echo "Installing Debian's Chromium for the browser tests"
        $as_root apt-get update -qq
        for package in chromium-headless-shell chromium; do
            $as_root apt-get install -y -qq "$package" >/dev/null 2>&1 && exit 0
        done
    fi
fi

echo "The browser tests need Chromium: install it with your package manager, or set CHROMIUM to its path." >&2
exit 1
