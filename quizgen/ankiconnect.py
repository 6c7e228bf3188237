"""
AnkiConnect, the add-on through which other programs speak with a running Anki, over HTTP.

    action, parameters → JSON → an answer of the shape that was asked for

Nothing is asked but the address that the user gave: no proxy, no other address that an answer sends on to.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from typing import IO, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from quizgen.errors import AnkiError

VERSION = 6
ANSWER_BYTES = 100_000_000
SECONDS = 60.0  # the add-on reads a request of 50 KB for more than a second, and Anki may be busy
START = "start Anki with the add-on AnkiConnect, code 2055492159, or give --url"
ANOTHER = "see whether --url is the address of AnkiConnect"
GIVE_KEY = "give the apiKey of the add-on's configuration with --key or QUIZGEN_ANKI_KEY"

T = TypeVar("T")


class _Answer(BaseModel):
    """What AnkiConnect answers to any action."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    result: object
    error: str | None


class _NoRedirects(HTTPRedirectHandler):
    """Turns every redirect into an error: a key is for one address."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


@dataclass(frozen=True, slots=True)
class AnkiConnect:
    """A running Anki: its address, and the key where it wants one."""

    url: str
    key: str | None = field(default=None, repr=False)
    seconds: float = SECONDS
    answer_bytes: int = ANSWER_BYTES

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:  # a port that is no number, a broken IPv6 host
            usable = False
        if not usable or not self.url.isascii() or not self.url.isprintable() or " " in self.url:
            raise AnkiError(self.url, "is no address of AnkiConnect", "give --url like http://127.0.0.1:8765")
        if parts.username is not None or parts.password is not None:
            raise AnkiError("--url", "has a user name or a password in it, which AnkiConnect does not know", GIVE_KEY)

    @property
    def risk(self) -> str:
        """What may go wrong with an address that is not this computer's; empty where nothing may."""
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        try:
            here = ip_address(host).is_loopback
        except ValueError:
            here = host == "localhost"
        if here:
            return ""
        if not self.key:
            return "is another computer, and no key is given: whoever reaches that address can change its notes"
        return "" if parts.scheme == "https" else "is another computer: the key and the notes go there unencrypted"

    def greet(self) -> None:
        """AnkiError unless an AnkiConnect answers that speaks as this program does and takes the key."""
        version = self.ask("version", int)
        if version < VERSION:
            todo = "update the add-on: Tools, Add-ons, Check for Updates"
            raise AnkiError(self.url, f"speaks version {version} of AnkiConnect's language, not {VERSION}", todo)

    def ask(self, action: str, shape: type[T], params: Mapping[str, object] | None = None) -> T:
        """What an action gives; AnkiError where it fails or its result is of another shape."""
        request = {"action": action, "version": VERSION, "params": dict(params or {})}
        if self.key:
            request["key"] = self.key
        answer = self._answer(action, self._post(action, json.dumps(request).encode("ascii")))
        if answer.error is not None:
            raise self._refused(action, answer.error)
        try:
            return TypeAdapter(shape).validate_python(answer.result)
        except ValidationError as error:
            raise AnkiError(self.url, f"does not answer {action} as AnkiConnect does", ANOTHER) from error

    def _post(self, action: str, body: bytes) -> bytes:
        request = Request(self.url, body, {"Content-Type": "application/json"}, method="POST")
        try:
            with build_opener(ProxyHandler({}), _NoRedirects()).open(request, timeout=self.seconds) as response:
                answer = response.read(self.answer_bytes + 1)
                if len(answer) <= self.answer_bytes:
                    response.read()  # raises where less came than was announced
        except HTTPError as error:
            with error:
                raise self._failed(action, error) from error
        except TimeoutError as error:
            raise self._late(action) from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late(action) from error
            raise AnkiError(self.url, "no answer", START) from error
        except (HTTPException, OSError) as error:
            raise AnkiError(self.url, f"broke off before it had answered {action}", ANOTHER) from error
        assert isinstance(answer, bytes)
        if len(answer) > self.answer_bytes:
            limit = f"{self.answer_bytes // 1_000_000} MB"
            raise AnkiError(self.url, f"answers {action} with more than {limit}", ANOTHER)
        return answer

    def _answer(self, action: str, body: bytes) -> _Answer:
        try:
            return _Answer.model_validate(json.loads(body))
        except (ValueError, RecursionError) as error:  # pydantic's and json's errors are ValueErrors
            raise AnkiError(self.url, f"does not answer {action} as AnkiConnect does", ANOTHER) from error

    def _failed(self, action: str, error: HTTPError) -> AnkiError:
        """The error behind an HTTP status: AnkiConnect itself always sends 200, other servers for Anki do not."""
        if 300 <= error.code < 400:
            return AnkiError(self.url, "sends on to another address, which is not followed", "give that with --url")
        try:
            told = self._answer(action, error.read(self.answer_bytes)).error
        except (AnkiError, HTTPException, OSError):
            told = None
        if told is not None:
            return self._refused(action, told)
        return AnkiError(self.url, f"answers {action} with HTTP status {error.code}", ANOTHER)

    def _refused(self, action: str, told: str) -> AnkiError:
        if "api key" in told.casefold():
            return AnkiError(self.url, "does not take this key" if self.key else "wants a key", GIVE_KEY)
        todo = "update the add-on AnkiConnect" if "unsupported action" in told.casefold() else ""
        return AnkiError(self.url, f"{action} failed in Anki: {' '.join(told.split()) or 'without a reason'}", todo)

    def _late(self, action: str) -> AnkiError:
        what = f"no answer to {action} within {self.seconds:g} seconds"
        return AnkiError(self.url, what, "see whether a window of Anki waits for you, then push again")
