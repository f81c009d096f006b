"""A visitor without a browser, who draws, scrubs, samples and filters as a person does, and checks each answer.

Each has drawings, seeds, a picture and wavelets of its own, so that an answer meant for somebody else is noticed.
"""

import asyncio
import base64
import hashlib
import random
import time
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import orjson

from bench.keep_alive import Line
from models import sketch

TICK = 0.06  # s between two states of what is drawn or dragged
TICKS = 14  # of a stroke, or of a drag
POINTS = 6  # that a pen gives between two ticks
PAUSE = (1, 3)  # s between two strokes, or two drags
LOOK = (2, 5)  # s that a result is looked at
PEN = 2.6
MODEL = "vae_conv"  # what the page draws with until another is chosen
SAMPLERS = ("gan_conv", "gan_mlp", "vae_conv")
DIGITS = 36  # on the grid at first
PICTURES = ("zone_plate", "siemens_star", "text", "texture", "fingerprint")
BUSY = (429, 503)
PAUSES = (0.2, 0.4, 0.6, 0.8)  # s before each further try, of ui/kit/runtime/latest.js
ROUNDING = 1  # grey levels of 255
PATH = "/gradio_api/component_server/"


@dataclass
class Tally:
    """Count what was answered, to any number of visitors."""

    seconds: dict = field(default_factory=dict)  # function's name → how long each answer took
    refused: list = field(default_factory=list)  # how long each 503 or 429 took
    lost: int = 0  # questions that were given up after two seconds of refusals, as the page does
    errors: list = field(default_factory=list)  # a sentence for each
    wrong: list = field(default_factory=list)

    @property
    def all(self):
        """Every answer's seconds."""
        return [one for each in self.seconds.values() for one in each]


class Visitor:
    """One of many: `await visit()` goes on until it is cancelled.

    number : 0…65535, which all that is its own follows from; server : {name: component's number} and address
    """

    def __init__(self, number, server):
        self.number = number
        self.components = server.components
        self.line = Line(server.address, f"100.64.{number // 256}.{number % 256}")
        self.random = random.Random(number)
        self.tally = Tally()
        self.first_answers = {}  # question → what was answered first: its hash, or its grey values
        self.drawings = [strokes_of(2 * number), strokes_of(2 * number + 1)]
        self.points = [None, None]  # mu of both drawings

    async def visit(self):
        """Do one thing after the other for ever, beginning anywhere."""
        things = [self.draw, self.scrub, self.sample, self.filter]
        at = self.random.randrange(len(things))
        while True:
            await things[at % len(things)]()
            at += 1

    async def prepare(self):
        """Ask what is compared later, while the server has little to do."""
        for which in (0, 1):
            await self._until_answered(self._reconstruct, which, (1, TICKS - 1))
        for wish in self.wishes:
            await self._until_answered(self._sample, wish)
            await self._until_answered(self._read, wish)
        for wavelet in self.wavelets[::TICKS]:
            await self._until_answered(self._filter, wavelet)

    @cached_property
    def seen(self):
        """{(drawing, stroke, tick): what the models see of it, base64 of 784 grey bytes}, computed here."""
        return {
            (which, stroke, tick): _packed(sketch.frame(grown(strokes, stroke, tick), PEN))
            for which, strokes in enumerate(self.drawings)
            for stroke in range(len(strokes))
            for tick in range(TICKS)
        }

    @cached_property
    def wishes(self):
        """Digits that nobody else asks for."""
        return [
            {"model": model, "n": DIGITS, "seed": str(3 * self.number + at), "temperature": 1}
            for at, model in enumerate(SAMPLERS)
        ]

    @cached_property
    def picture(self):
        """Every second visitor's own picture, as the page sends it; None for those who take one of the project's."""
        if self.number % 2:
            return None
        grey = np.random.default_rng(self.number).integers(0, 256, (8, 8)).astype(np.uint8).repeat(32, 0).repeat(32, 1)
        key = hashlib.sha256(f"{grey.shape}".encode() + grey.tobytes()).hexdigest()
        return {"key": key, "pixels": {"width": 256, "height": 256, "grey": base64.b64encode(grey.tobytes()).decode()}}

    @cached_property
    def wavelets(self):
        """Two drags of the sliders: σ, then θ."""
        sigma, theta = 0.5 + self.number % 60 / 20, self.number * 7 % 300
        wide = [{"sigma": round(sigma + tick / 40, 4), "theta": theta} for tick in range(TICKS)]
        return wide + [{"sigma": round(sigma, 4), "theta": theta + 4 * tick} for tick in range(TICKS)]

    async def draw(self):
        """Draw on both sheets, wait for the polished reconstructions, and go from one to the other."""
        for which in (0, 1):
            for stroke in range(len(self.drawings[which])):
                await self._drag(lambda tick, at=(which, stroke): self._reconstruct(at[0], (at[1], tick)))
                await self._pause(PAUSE)
            await self._patiently(self._polish, which)
        await self._patiently(self._strip)
        await self._pause(LOOK)

    async def scrub(self):
        """Drag the sliders of two units of z."""
        for unit in (0, 1):
            await self._drag(lambda tick, unit=unit: self._units(unit, tick))
            await self._pause(PAUSE)
        await self._pause(LOOK)

    async def sample(self):
        """Sample digits with each of the seeds."""
        for wish in self.wishes:
            if await self._patiently(self._sample, wish):
                await self._patiently(self._read, wish)
            await self._pause(LOOK)

    async def filter(self):
        """Drag σ, then θ."""
        for begin in (0, TICKS):
            await self._drag(lambda tick, begin=begin: self._filter(self.wavelets[begin + tick]))
            await self._pause(PAUSE)
        await self._pause(LOOK)

    async def _pause(self, between):
        await asyncio.sleep(self.random.uniform(*between))

    async def _drag(self, ask):
        """Ask as the page does: one request in flight, then the newest state, which is the last one at the end.

        After a refusal the newest state is asked for, after each of PAUSES; then the page says that no answer came.
        """
        began, tick, tries, settled = time.perf_counter(), -1, 0, False
        while not settled or tick < TICKS - 1:
            await asyncio.sleep(began + min(tick + 1, TICKS - 1) * TICK - time.perf_counter())
            tick = min(TICKS - 1, int((time.perf_counter() - began) / TICK))
            settled = bool(await ask(tick))
            if settled:
                tries = 0
            elif tries < len(PAUSES):
                await self._pause_near(PAUSES[tries])
                tries += 1
            else:
                self.tally.lost += 1
                tries, settled = 0, True

    async def _patiently(self, ask, *what):
        """Ask as the page does, again after each of PAUSES. Returns whether an answer came."""
        for seconds in (*PAUSES, None):
            if await ask(*what):
                return True
            if seconds is not None:
                await self._pause_near(seconds)
        self.tally.lost += 1
        return False

    async def _until_answered(self, ask, *what):
        while not await self._patiently(ask, *what):
            pass

    async def _pause_near(self, seconds):
        await asyncio.sleep(seconds * self.random.uniform(0.75, 1.25))

    async def _reconstruct(self, which, at):
        strokes = grown(self.drawings[which], *at)
        asked = {"model": MODEL, "also": None, "strokes": strokes, "frame": None, "edited": False, "pen": PEN}
        resting = at[1] == TICKS - 1
        answer = await self._ask("live_reconstruct", {**asked, "detail": resting})
        if answer:
            self._check(answer["seen"] == self.seen[which, *at], "live_reconstruct saw another drawing")
            self._same_but_rounding(("recon", which, *at), answer["recon"])
            if at == (len(self.drawings[which]) - 1, TICKS - 1) and not self.points[which]:
                self.points[which] = answer["mu"]  # another time it may differ in the last bit
        return answer

    async def _polish(self, which):
        strokes = self.drawings[which]
        asked = {"model": MODEL, "also": None, "strokes": strokes, "frame": None, "edited": False, "pen": PEN}
        if answer := await self._ask("polish", asked):
            self._check(answer["seen"] == self.seen[which, len(strokes) - 1, TICKS - 1], "polish saw another drawing")
            self._same_but_rounding(("polish", which), answer["recon"])
        return answer

    async def _strip(self):
        a, b = self.points
        if answer := await self._ask("strip", {"model": MODEL, "a": a, "b": b, "path": "spherical"}):
            self._same("strip", answer["frames"])
        return answer

    async def _units(self, unit, tick):
        z = list(self.points[0])
        z[unit] = round(6 * tick / (TICKS - 1) - 3, 4)
        if answer := await self._ask("unit_frames", {"model": MODEL, "z": z, "strips": tick == TICKS - 1}):
            self._same(("unit", unit, tick), answer["frame"])
        return answer

    async def _sample(self, wish):
        if answer := await self._ask("sample_digits", wish):
            self._same(("sample", wish["seed"]), answer["pixels"])
        return answer

    async def _read(self, wish):
        if about := await self._ask("read_digits", wish):
            self._same(("read", wish["seed"]), about["z"])
        return about

    async def _filter(self, wavelet):
        key = self.picture["key"] if self.picture else PICTURES[self.number % len(PICTURES)]
        asked = {**wavelet, "scale": 2, "part": "real", "picture": key}
        answer = await self._ask("filter_picture", asked)
        if answer and answer.get("need") == "image":
            answer = await self._ask("filter_picture", {**asked, "pixels": self.picture["pixels"]})
        if answer:
            self._check(answer["picture"] == key, "filter_picture answered about another picture")
            self._same(("filter", *wavelet.values()), answer["parts"]["real"]["picture"])
        return answer

    async def _ask(self, name, fields):
        """Ask a function of the page. Returns its answer, or None where there was none."""
        call = {"data": {"lang": "en", **fields}, "fn_name": name, "component_id": self.components[name]}
        body = orjson.dumps({**call, "session_hash": f"visitor{self.number}"})
        began = time.perf_counter()
        try:
            status, _, came = await self.line.post(PATH, body)
        except (OSError, EOFError, TimeoutError) as error:
            self.line.close()
            self.tally.errors.append(f"{name}: {type(error).__name__}")
            await asyncio.sleep(1)
            return None
        took = time.perf_counter() - began
        if status in BUSY:
            self.tally.refused.append(took)
            return None
        answer = orjson.loads(came)
        if status != 200 or not (answer.get("ok") or answer.get("need")):
            self.tally.errors.append(f"{name}: {status} {came[:200]!r}")
            await asyncio.sleep(1)
            return None
        self.tally.seconds.setdefault(name, []).append(took)
        return answer

    def _same(self, question, picture):
        """Note a wrong picture where the same question has been answered by another one."""
        hashed = hash(picture)
        self._check(
            self.first_answers.setdefault(question, hashed) == hashed, f"{question} was answered otherwise before"
        )

    def _same_but_rounding(self, question, picture):
        """Likewise for one that the server may have computed together with others, which rounds differently.

        picture : base64 of grey bytes, which may be off by ROUNDING
        """
        grey = np.frombuffer(base64.b64decode(picture), np.uint8).astype(np.int16)
        first = self.first_answers.setdefault(question, grey)
        alike = first.shape == grey.shape and np.abs(first - grey).max() <= ROUNDING
        self._check(alike, f"{question} was answered otherwise before")

    def _check(self, right, sentence):
        if not right:
            self.tally.wrong.append(f"visitor {self.number}: {sentence}")


def strokes_of(number):
    """Two strokes that look like a digit from afar, as a pad sends them; each number has others."""
    chosen = np.random.default_rng(number)
    along = np.linspace(0, 1, TICKS * POINTS)
    drawn = []
    for _ in range(2):
        bends, turns = chosen.uniform(1, 5, 2), chosen.uniform(0, 6.28, 2)
        x, y = 0.5 + 0.28 * np.sin(bends[0] * along + turns[0]), 0.5 + 0.4 * np.sin(bends[1] * along + turns[1])
        drawn.append(np.stack([x, y], 1).round(4).tolist())
    return drawn


def grown(strokes, stroke, tick):
    """What lies on the sheet at a tick of the stroke under way."""
    return [*strokes[:stroke], strokes[stroke][: (tick + 1) * POINTS]]


def _packed(x):
    return base64.b64encode((x * 255).round().astype(np.uint8).tobytes()).decode()
