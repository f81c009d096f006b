/* Ways between digits: one call fetches the frames of a way, sliders and pointer then walk them without another. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn, draggable } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { STILLS, draggedAlong, filmIn } from "../../kit/pictures/filmstrip.js";
import { frameAt, mosaic, nearestTile } from "../../kit/pictures/frame_grid.js";
import { PIXELS, SIDE, frameOf } from "../../kit/pictures/frames.js";
import { player } from "../../kit/pictures/player.js";
import { bandText, drawBand } from "../../kit/pictures/probability_bands.js";
import { best, readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { onThemeChange, paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { LETTERS, slotsIn } from "./slots.js";

const SHOWN = 2; // every second frame is shown on the plane
const NEEDED = { morph: 2, classes: 4, walk: 1, square: 4 };
const KEPT_WAYS = 12;

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.steer ?? {};
  const modes = [...element.querySelectorAll(".modes input")];
  const mode = () => modes.find((radio) => radio.checked).value;
  const slider = find(".at");
  const speed = find(".speed");
  const place = kept.place ?? [0.5, 0.5];
  const wait = waiting(find(".way"), find(".hands"), find(".corners"));
  const complain = complainIn(find(".lost"), say, refresh);
  const ways = new Map(); // the question as text → {n, grey, proba}
  let shown = null; // the way on the page
  let asking = ""; // the question under way
  let eager = false; // to play what comes
  let seed = kept.seed ?? 1; // of the walk

  const slots = slotsIn(find, say, refresh);
  const film = filmIn(find(".film"), go);
  const play = player({
    speed: () => speed.value * (mode() === "walk" ? 0.25 : 1), // a round is four ways long
    show: (alpha) => (find(".way").checkVisibility() ? stand(alpha) : play.stop()),
    told: (playing) => {
      find(".play").textContent = say(playing ? "pause" : "play");
      find(".play").classList.toggle("on", playing);
    },
    steps: STILLS - 1,
    round: () => mode() === "walk",
  });

  const live = askNewest(
    ({ key, ...question }) => server.way({ lang: language, ...question }),
    (answer, { key }, last) => {
      if (key === asking) asking = "";
      complain(answer);
      if (answer.ok) {
        ways.set(key, { n: answer.n, grey: fromBase64(answer.frames), proba: answer.proba });
        if (ways.size > KEPT_WAYS) ways.delete(ways.keys().next().value);
        if (last) show(ways.get(key));
      }
      wait.end(last, !answer.ok);
    },
  );

  /** The way that is chosen: ask for it, unless it is known. */
  function refresh() {
    const what = mode();
    slots.need(NEEDED[what]);
    fold.dataset.mode = what;
    const able = what !== "classes" || props.told.includes(slots.model);
    const why = slots.model ? (able ? "" : say("not_told", { model: say(`model_${slots.model}`) })) : say("no_tiles");
    find(".why").textContent = why;
    if (!fold.open || why) return blank(why);
    const tiles = slots.used.map(({ z, label }) => ({ z, label }));
    const question = { model: slots.model, what, tiles, ...(what === "walk" ? { seed } : {}) };
    const key = JSON.stringify(question);
    if (ways.has(key)) return show(ways.get(key));
    if (key === asking) return;
    asking = key;
    wait.begin();
    live.ask({ ...question, key });
  }

  function blank(why) {
    if (!why) return;
    live.forget();
    asking = "";
    shown = null;
    complain({ ok: true });
    fold.classList.add("blank");
  }

  function show(way) {
    live.forget(); // of an older question, if one is under way
    asking = "";
    shown = way;
    wait.end(true, false);
    fold.classList.remove("blank");
    ({ morph: showWay, walk: showWay, classes: showHands, square: showSquare })[mode()]();
  }

  // --- along a way -------------------------------------------------------------------------------------------

  /** Frames of a way in a line; a walk's last one is its first again. */
  function strip() {
    if (mode() !== "walk") return shown;
    const grey = new Uint8Array(shown.grey.length + PIXELS);
    grey.set(shown.grey);
    grey.set(frameOf(shown, 0), shown.grey.length);
    return { n: shown.n + 1, grey, proba: [...shown.proba, shown.proba[0]] };
  }

  function showWay() {
    shown = strip();
    film.show(shown);
    find(".note").textContent = say(`note_${mode()}`);
    showBand();
    showFrame();
    if (eager) play.toggle(0);
    eager = false;
  }

  function showBand() {
    if (!shown || !find(".way").checkVisibility()) return;
    drawBand(find(".bands canvas"), shown.proba);
    find(".bands canvas").ariaLabel = bandText(say, shown.proba);
  }

  function showFrame() {
    if (!shown) return;
    const alpha = Number(slider.value);
    const index = Math.round(alpha * (shown.n - 1));
    const canvas = find(".way .frame canvas");
    paintInk(canvas, frameOf(shown, index), SIDE);
    const reading = readingText(say, shown.proba[index]);
    find(".way .reading").textContent = canvas.ariaLabel = reading;
    slider.setAttribute("aria-valuetext", reading);
    find(".bands i").style.left = `${alpha * 100}%`;
  }

  function stand(alpha) {
    slider.value = Math.min(1, Math.max(0, alpha));
    showFrame();
  }

  /** The visitor's own hand: what plays stops. */
  function go(alpha) {
    play.stop();
    stand(alpha);
  }

  slider.addEventListener("input", () => go(Number(slider.value)));
  draggedAlong(find(".bands"), (event) => shown && event.offsetX / event.target.clientWidth, go);
  draggedAlong(find(".way .frame"), () => shown && Number(slider.value), go);
  find(".play").addEventListener("click", () => shown && play.toggle(Number(slider.value)));
  find(".again-walk").addEventListener("click", () => {
    seed = crypto.getRandomValues(new Uint32Array(1))[0];
    refresh();
  });
  new ResizeObserver(() => ["morph", "walk"].includes(mode()) && showBand()).observe(find(".bands"));
  onThemeChange(() => ["morph", "walk"].includes(mode()) && showBand());

  // --- other digits in the same hand -------------------------------------------------------------------------

  const hands = LETTERS.map((letter) => {
    const row = document.createElement("div");
    row.append(Object.assign(document.createElement("b"), { textContent: letter }));
    for (let digit = 0; digit < 10; digit++) {
      const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
      canvas.role = "img";
      row.append(canvas);
    }
    find(".hands-table").append(row);
    return row;
  });

  function showHands() {
    hands.forEach((row, which) => {
      for (let digit = 0; digit < 10; digit++) {
        const canvas = row.children[digit + 1];
        paintInk(canvas, frameOf(shown, 10 * which + digit), SIDE);
        canvas.classList.toggle("own", slots.held[which].label === digit);
        const read = best(shown.proba[10 * which + digit]);
        canvas.ariaLabel = canvas.title = say("hand", { letter: LETTERS[which], digit, read });
      }
    });
  }

  // --- between four ------------------------------------------------------------------------------------------

  const follow = draggable(find(".plane"), (x, y) => {
    [place[0], place[1]] = [x, y];
    if (!shown || mode() !== "square") return;
    const tiles = { ...shown, n: Math.sqrt(shown.n) };
    const canvas = find(".corners .frame canvas");
    paintInk(canvas, frameAt(tiles, x, y), SIDE);
    const reading = readingText(say, shown.proba[nearestTile(tiles, x, y)]);
    find(".corners .reading").textContent = canvas.ariaLabel = reading;
  });

  function showSquare() {
    const { grey, width } = mosaic({ ...shown, n: Math.sqrt(shown.n) }, SHOWN);
    paintInk(find(".plane canvas"), grey, width);
    follow(...place);
  }

  // --- beginning ---------------------------------------------------------------------------------------------

  function choose(what) {
    modes.find((radio) => radio.value === what).checked = true;
    play.stop();
    shown = null;
    eager = false;
    slider.value = 0;
    slots.need(NEEDED[what]);
  }
  for (const radio of modes) {
    radio.addEventListener("change", () => {
      choose(radio.value);
      refresh();
    });
  }
  fold.addEventListener("toggle", () => (fold.open ? refresh() : play.stop()));
  for (const radio of modes) radio.checked = radio.value === (kept.mode ?? "morph");
  fold.open = kept.open ?? false;
  speed.value = kept.speed ?? 1;
  find(".play").textContent = say("play");
  follow(...place);
  keepForNextPage("steer", () => ({ mode: mode(), open: fold.open, speed: speed.value, place, seed }));
  channel("dream-grid").subscribe(slots.offer);
  channel("steer-take").subscribe(({ tile, slot }) => {
    fold.open = true;
    const here = slot === "walk" ? "walk" : mode() === "square" ? "square" : "morph";
    choose(here);
    eager = slot === "walk";
    slots.take(slot === "to" ? 1 : 0, tile);
    fold.scrollIntoView({ block: "start" });
  });
}
