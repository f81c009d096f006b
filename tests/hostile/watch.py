"""Watch what is answered to a hostile request: its status, its words, its numbers and how long it took."""

import json
import re
import time
from dataclasses import dataclass

import httpx

SLOW = 2.0  # seconds after which a visitor wonders
WORDS = 400  # characters of a refusal, at most

# Words that are ours or Python's to know, and a visitor's never.
INTERNAL = re.compile(
    r"NoneType|Traceback|object at 0x|MAX_TEXT_CHUNK|\b0x[0-9a-f]{6,}|<class|<function|<module"
    r"|\b(PIL|Pillow|numpy|torch|gradio|orjson|starlette|fastapi|pydantic|uvicorn|httpx|h11|scipy)\b"
    r"|site-packages|dist-packages|\.py\b|\bline \d+, in\b|/(home|usr|tmp|opt|var|root|work)/"
    r"|\b(ndarray|dtype|tensor|Tensor|uint8|float32|float64|int64|LongTensor)\b|shape \(|\(\d+, \d+(, \d+)*\)"
    r"|\b\w+(Error|Exception|Warning)\b|unhashable|subscriptable|not supported between|not iterable|no attribute"
    r"|unexpected keyword|positional argument|unsupported operand|could not convert|invalid literal|codec can't"
    r"|__\w+__\(|lambda"
)


@dataclass(frozen=True)
class Seen:
    """What came back. faults : a sentence for each thing that no answer may do"""

    status: int
    seconds: float
    faults: tuple[str, ...]


def ask(client, attack, **headers):
    """Send an attack and, where a result has to be fetched, fetch it; say what was wrong with the answer."""
    began = time.perf_counter()
    answer = client.post(attack.path, content=attack.content, headers={**attack.headers, **headers})
    faults = faults_of(answer)
    event = _event(answer)
    if event and "/call/" in attack.path:
        name = attack.path.rsplit("/", 1)[1]
        fetched = client.get(f"/gradio_api/call/{name}/{event}", headers=headers)
        faults += faults_of_stream(fetched)
    elif event and attack.path.endswith("/join"):
        session = json.loads(attack.content)["session_hash"]
        fetched = client.get(f"/gradio_api/queue/data?session_hash={session}", headers=headers)
        faults += faults_of_stream(fetched)
    return Seen(answer.status_code, time.perf_counter() - began, tuple(faults))


def faults_of(answer: httpx.Response) -> list[str]:
    """List what is wrong with an answer that is to be JSON."""
    if answer.status_code >= 500 and answer.status_code != 503:
        return [f"{answer.status_code}: {answer.text[:200]}"]
    try:
        content = json.loads(answer.content, parse_constant=_infinite)
    except ValueError as error:
        return [f"no JSON ({error}): {answer.text[:200]}"]
    return faults_of_words(answer.status_code, content)


def faults_of_words(status, content):
    """List what is wrong with the words of an answer."""
    if status >= 400:
        sentences = [content.get("error")] if isinstance(content, dict) else [None]
    elif isinstance(content, dict) and content.get("ok") is False:
        sentences = [content["error"]] if "error" in content else list((content.get("errors") or {}).values())
        if not sentences and "need" not in content and set(content) != {"ok"}:
            return [f"a refusal without a word: {json.dumps(content)[:200]}"]
    else:
        return []
    return [fault for sentence in sentences for fault in faults_of_sentence(sentence)]


def faults_of_sentence(sentence):
    """List what is wrong with one sentence."""
    if not isinstance(sentence, str) or not sentence.strip():
        return [f"no sentence but {sentence!r:.100}"]
    faults = []
    if found := INTERNAL.search(sentence):
        faults.append(f"names an internal ({found[0]}): {sentence[:200]}")
    if "\n" in sentence or len(sentence) > WORDS:
        faults.append(f"more than one sentence: {sentence[:200]!r}")
    return faults


def faults_of_stream(answer: httpx.Response) -> list[str]:
    """List what is wrong with a stream of events, such as the queue's."""
    if answer.status_code >= 400:
        return faults_of(answer)
    faults = []
    for line in answer.text.splitlines():
        if not line.startswith("data:") or not line[5:].strip():
            continue
        try:
            content = json.loads(line[5:], parse_constant=_infinite)
        except ValueError as error:
            faults.append(f"no JSON ({error}): {line[:200]}")
            continue
        output = content.get("output", content) if isinstance(content, dict) else content
        if isinstance(output, dict) and output.get("error"):
            faults += faults_of_sentence(output["error"])
    return faults


def _event(answer):
    try:
        return answer.json().get("event_id")
    except (ValueError, AttributeError):
        return None


def _infinite(name):
    raise ValueError(f"{name} is no number")
