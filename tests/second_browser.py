"""
Firefox for the tests: a second engine beside Chromium, spoken to over Marionette.

Marionette is built into every Firefox and is what geckodriver itself speaks: a TCP connection on which each
message is a length, a colon and a JSON array. So nothing is installed but the browser. Each run has a profile
and a home of its own, and the browser starts offline.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PROGRAMS = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
PATIENCE = 60  # seconds for a start or an answer, long enough for a busy machine

PREFERENCES = {
    "marionette.port": 0,  # a free port, told in the file MarionetteActivePort
    "ui.prefersReducedMotion": 1,
    # `--offline` holds for pages; a proxy that nobody serves holds for what the browser itself would fetch.
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": True,
    "app.normandy.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
}

# The code points by which WebDriver names the keys that type nothing.
KEYS = {
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue006",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Escape": "\ue00c",
    "Space": " ",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Delete": "\ue017",
}

# Run with the browser's own rights in the page's process, which keeps such notes for each page that it has shown.
TROUBLE = """
const page = window.windowGlobalChild.innerWindowId;
const notes = Services.console.getMessageArray().filter((note) => note instanceof Ci.nsIScriptError);
const errors = notes.filter((note) => note.innerWindowID === page && !(note.flags & Ci.nsIScriptError.warningFlag));
const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
const said = storage.getEvents().filter((call) => call.innerID === page);
return [
  ...errors.map((note) => note.errorMessage),
  ...said.map((call) => `${call.level}: ${Array.from(call.arguments, String).join(" ")}`),
];
"""


class Firefox:
    """A running Firefox with one page open in it."""

    def __init__(self, connection: socket.socket) -> None:
        self._stream = connection.makefile("rwb")
        self._sent = 0
        self._receive()  # a greeting
        self._call("WebDriver:NewSession")

    def goto(self, url: str) -> None:
        """Open the address and wait until it has loaded; a change of the fragment alone loads nothing anew."""
        self._call("WebDriver:Navigate", url=url)

    def evaluate(self, expression: str) -> Any:
        """The JSON value of a JavaScript expression in the page, of a promise what it comes to."""
        return self._call("WebDriver:ExecuteScript", script=f"return ({expression});", args=[])

    def press(self, *keys: str) -> None:
        """Press keys one after another as a hand does: `"Tab"`, `"1"`, `"Shift+Tab"`."""
        strokes = []
        for key in keys:
            chord = [KEYS.get(name, name) for name in (key.split("+") if len(key) > 1 else [key])]
            strokes += [{"type": "keyDown", "value": value} for value in chord]
            strokes += [{"type": "keyUp", "value": value} for value in reversed(chord)]
        keyboard = {"type": "key", "id": "keyboard", "actions": strokes}
        self._call("WebDriver:PerformActions", actions=[keyboard])

    def type(self, text: str) -> None:
        """Type the text into what has the focus, a key for each character."""
        self.press(*text)

    def errors(self) -> list[str]:
        """Errors of scripts, what the page's policy refused and all that was written to the console."""
        return list(self._call("WebDriver:ExecuteScript", script=TROUBLE, args=[], sandbox="system"))

    def screenshot(self) -> bytes:
        """What the window shows, as PNG."""
        return b64decode(self._call("WebDriver:TakeScreenshot", full=False))

    def close(self) -> None:
        """Ask the browser to end."""
        self._call("Marionette:Quit", flags=["eForceQuit"])
        self._stream.close()

    def _call(self, command: str, **parameters: object) -> Any:
        self._sent += 1
        body = json.dumps([0, self._sent, command, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(body), body))
        self._stream.flush()
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result["value"] if result.keys() == {"value"} else result

    def _receive(self) -> Any:
        length = b""
        while (character := self._stream.read(1)) != b":":
            if not character:
                raise ConnectionError("Firefox has ended")
            length += character
        return json.loads(self._stream.read(int(length)))


def program() -> str | None:
    """The path of a Firefox on this machine."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def opened(program: str) -> Iterator[Firefox]:
    """A Firefox with a fresh profile, no window on the screen and no network; at the end nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        profile = home / "profile"
        profile.mkdir()
        lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in PREFERENCES.items())
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [program, "--headless", "--offline", "--no-remote", "--marionette", "--profile", str(profile)]
        environment = {**os.environ, "HOME": name, "MOZ_CRASHREPORTER_DISABLE": "1"}
        with (home / "log").open("wb") as log:
            # A session of its own, so that the processes of its tabs can be ended with it.
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            port = _port(process, profile, home / "log")
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                firefox = Firefox(connection)
                try:
                    yield firefox
                finally:
                    with suppress(OSError, RuntimeError):
                        firefox.close()
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(timeout=10)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _port(process: subprocess.Popen[bytes], profile: Path, log: Path) -> int:
    told = profile / "MarionetteActivePort"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(FileNotFoundError):
            if port := told.read_text(encoding="ascii"):
                return int(port)
        time.sleep(0.02)
    raise RuntimeError(f"Firefox did not start: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")
