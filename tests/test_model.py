"""The parser's model is the one that spaCy released, whoever packaged it: same files, byte for byte."""

import hashlib
from pathlib import Path

import pytest

from quizgen.annotators.syntax import model

# Names of the files' contents as git gives them (`git hash-object FILE`), of release 3.8.0.
RELEASED = {
    "tok2vec/model": "bacd31428718227b36449a7b3478161a71f8584b",
    "tagger/model": "1d54a22c4e5b782dd88dd9d447498f02ad51882b",
    "parser/model": "89468894504a87ca092a873aacb3ee3779d2018c",
    "ner/model": "adff6af669c6f79649b76a799875067404088ccd",
}


@pytest.mark.parametrize("name", RELEASED)
def test_a_file_of_the_model_is_as_released(name: str) -> None:
    content = (Path(str(model().path)) / name).read_bytes()
    assert hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest() == RELEASED[name]


def test_the_model_is_of_the_pinned_release() -> None:
    assert model().meta["version"] == "3.8.0"
