"""Take the walk in Firefox and in WebKit, with the networks in either place, and print how it went.

python -m tests.browser.walk.other_browsers [--engines server browser]

Debian's firefox-esr, and webkit2gtk-driver with xvfb; a browser that is absent is passed over with a reason.
"""

import argparse
import shutil
import sys

from tests.browser.walk.firefox import NAMES, firefox
from tests.browser.walk.script import ENGINES, NOTE_FAULTS, complaints, walk
from tests.browser.walk.webkit import BROWSERS, webkit
from tests.support.running_app import running_app


def browsers():
    """Return {name: context manager that gives a function to visit a page with, or why there is none}."""
    fox = next(filter(None, map(shutil.which, NAMES)), None)
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("xvfb-run")
    kit = driver and screen and BROWSERS
    return {
        "Firefox": firefox(fox) if fox else "it is not installed (Debian: firefox-esr)",
        "WebKit": webkit(driver, screen) if kit else "it is not installed (Debian: webkit2gtk-driver, xvfb)",
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="where networks run (both)")
    engines = parser.parse_args().engines
    failed = False
    with running_app() as app:
        for name, browser in browsers().items():
            if isinstance(browser, str):
                print(f"skipped  {name}: {browser}")
                continue
            with browser as visit:
                for engine in engines:
                    try:
                        wrong = complaints(visit(f"{app.url}/?engine={engine}", NOTE_FAULTS, walk(engine)), engine)
                    except AssertionError as error:
                        wrong = [str(error)]
                    failed = failed or bool(wrong)
                    print(f"{'FAILED' if wrong else 'passed':8} {name}, networks in the {engine}", *wrong, sep="\n  ")
    sys.exit(failed)


if __name__ == "__main__":
    main()
