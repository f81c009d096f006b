/* The way between the two drawings: one call fetches all frames of a path, the slider then walks them without another. */

import { finder } from "../../kit/runtime/find.js";
import { saved } from "../../kit/controls/download.js";
import { STILLS, draggedAlong, filmIn } from "../../kit/pictures/filmstrip.js";
import { SIDE, frameOf } from "../../kit/pictures/frames.js";
import { PACE, player } from "../../kit/pictures/player.js";
import { bandText, drawBand } from "../../kit/pictures/probability_bands.js";
import { readingText } from "../../kit/pictures/reader_text.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { clearCanvas, onThemeChange, paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { followPoints } from "../points.js";

const points = { a: null, b: null };
const drawn = { a: false, b: false };

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const retry = channel("draw-again");
  const state = channel("morph-state");
  const section = find("section");
  const lost = find(".lost");
  const slider = find("#alpha input");
  const canvas = find("#morph canvas");
  const speed = find(".speed");
  let strips = new Map(); // path → {n, grey, proba} of the present pair
  let strip = null; // the one that is shown, which may be of an earlier pair

  find(".try").textContent = say("try_pair", { a: props.first.a, b: props.first.b });
  const film = filmIn(find(".film"), (alpha) => go(alpha));
  const path = () => find('[name="path"]:checked').value;
  const play = player({
    speed: () => Number(speed.value),
    show: (alpha) => (section.offsetParent ? place(alpha) : play.stop()),
    told: (playing) => {
      find(".play").textContent = say(playing ? "pause" : "play");
      find(".play").classList.toggle("on", playing);
    },
    steps: STILLS - 1,
  });

  const live = askNewest(
    ({ pair, ...question }) => server.strip({ lang: language, ...question }),
    (answer, question, last) => {
      if (answer.ok) {
        const fetched = { n: answer.n, grey: fromBase64(answer.frames), proba: answer.proba };
        question.pair.set(question.path, fetched);
        if (question.path === path()) showStrip(fetched);
      }
      complain(answer);
      if (last) section.classList.remove("waiting");
    },
  );

  /** Both points are there, and of one model: while it is being changed, they are not for a moment. */
  const ready = () => points.a && points.a.model === points.b?.model;

  /** A sheet was drawn on: what is shown is of the past, until its point comes. */
  function redrawn() {
    find(".told").textContent = "";
    if (drawn.a && drawn.b) {
      section.classList.add("waiting");
      if (!strip) invite("on_its_way");
      return;
    }
    live.forget();
    forget();
  }

  function moved(name) {
    strips = new Map();
    if (ready()) ask();
    else if (drawn[name] && channel(`point-${name}`).value === null) {
      live.forget();
      section.classList.remove("waiting");
      complain({ ok: false, error: say("no_point", { letter: name.toUpperCase() }) });
    }
  }

  function ask() {
    section.classList.add("waiting");
    live.ask({ ...way(), pair: strips });
  }

  const way = () => ({ model: points.a.model, a: points.a.z, b: points.b.z, path: path() });

  /** One drawing or both are missing: say which instead of showing a blank frame. */
  function forget() {
    strip = null;
    play.stop();
    section.classList.add("empty");
    section.classList.remove("waiting");
    complain({ ok: true });
    const missing = ["a", "b"].filter((name) => !drawn[name]);
    if (missing.length === 2) invite("draw_both");
    else invite("draw_other", { letter: missing[0].toUpperCase() });
    find(".try").hidden = missing.length < 2;
    find(".says").textContent = find(".turns").textContent = "";
    clearCanvas(canvas);
    film.blank();
  }

  /** What stands in the place of the frame while there is none. */
  function invite(key, values) {
    find(".why").textContent = say(key, values);
    find(".try").hidden = true;
    canvas.setAttribute("aria-label", find(".why").textContent);
  }

  /** Say what went wrong with the newest pair, if anything did; the frames are then of an earlier one. */
  function complain(answer) {
    section.classList.toggle("failed", !answer.ok);
    lost.hidden = answer.ok;
    lost.firstChild.textContent = answer.lost ? say("lost") : (answer.error ?? "");
    find(".again").hidden = !answer.lost;
  }

  function showStrip(fetched) {
    strip = fetched;
    section.classList.remove("empty");
    film.show(strip);
    showBand();
    showFrame();
  }

  function showFrame() {
    const alpha = Number(slider.value);
    const about = say("alpha_value", { alpha: alpha.toFixed(2) });
    find(".where").textContent = about;
    slider.setAttribute("aria-valuetext", about);
    if (!strip) return;
    const index = Math.round(alpha * (strip.n - 1));
    paintInk(canvas, frameOf(strip, index), SIDE);
    const reading = readingText(say, strip.proba[index]);
    find(".says").textContent = reading;
    find(".bands i").style.left = `${alpha * 100}%`;
    slider.setAttribute("aria-valuetext", `${about}, ${reading}`);
    canvas.setAttribute("aria-label", `${about}, ${reading}`);
  }

  function showBand() {
    if (!strip) return;
    drawBand(find(".bands canvas"), strip.proba);
    find(".turns").textContent = bandText(say, strip.proba);
    find(".bands canvas").setAttribute("aria-label", find(".turns").textContent);
  }

  /** Stand at α. */
  function place(alpha) {
    slider.value = Math.min(1, Math.max(0, alpha));
    showFrame();
    announce();
  }

  /** The visitor's own hand: what plays stops. */
  function go(alpha) {
    play.stop();
    place(alpha);
  }

  function announce() {
    state.set({ alpha: Number(slider.value), path: path() });
  }

  function choosePath() {
    find(".note").textContent = say(`path_note_${path()}`);
    announce();
    if (!ready()) return;
    if (strips.has(path())) {
      showStrip(strips.get(path()));
      return;
    }
    ask();
  }

  function showSpeed() {
    const factor = say("factor", { factor: Number(speed.value) });
    find(".factor").textContent = factor;
    speed.setAttribute("aria-valuetext", factor);
  }

  /** Both ends of the way as numbers. */
  function ends() {
    const { model, a, b, path: kind } = way();
    const text = JSON.stringify({ model, path: kind, mu_a: points.a.mu, mu_b: points.b.mu, z_a: a, z_b: b }, null, 1);
    return { ok: true, name: "morph.json", file: `data:application/json,${encodeURIComponent(text)}` };
  }

  async function take(what) {
    const told = find(".told");
    if (!ready()) return;
    told.textContent = say("saving");
    const question = { lang: language, ...way(), what, pace: PACE / speed.value };
    const answer = (what === "json" ? ends() : await server.take(question)) ?? { error: say("lost") };
    if (answer.ok) saved(answer.name, answer.file);
    told.textContent = answer.ok ? say("saved", { name: answer.name }) : answer.error;
  }

  /** Choose a path and α as a link or the page before asks for. */
  function restore({ alpha = slider.value, path: wanted = path() }) {
    const radio = [...element.querySelectorAll('[name="path"]')].find(({ value }) => value === wanted);
    if (radio) radio.checked = true;
    if (alpha >= 0 && alpha <= 1) slider.value = alpha;
    showFrame();
    choosePath();
  }

  slider.addEventListener("input", () => go(Number(slider.value)));
  draggedAlong(find("#morph"), () => strip && Number(slider.value), go);
  draggedAlong(find(".bands"), (event) => strip && event.offsetX / event.target.clientWidth, go);
  document.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const elsewhere = event.target.closest?.("input, select, textarea, details, [role=tab]");
    if (!by || !strip || elsewhere || !section.offsetParent || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(Number(slider.value) + by / (strip.n - 1));
  });
  find(".play").addEventListener("click", () => strip && play.toggle(Number(slider.value)));
  speed.addEventListener("input", showSpeed);
  for (const radio of element.querySelectorAll('[name="path"]')) radio.addEventListener("change", choosePath);
  for (const button of element.querySelectorAll(".take button"))
    button.addEventListener("click", () => take(button.dataset.what));
  find(".try").addEventListener("click", () => {
    for (const name of ["a", "b"]) channel(`example-${name}`).set(props.first[name]);
  });
  find(".again").addEventListener("click", () => retry.set(true));
  window.addEventListener("online", () => retry.set(true));
  retry.subscribe(() => lost.hidden || (ready() && ask()));
  new ResizeObserver(showBand).observe(find(".bands"));
  onThemeChange(showBand);
  keepForNextPage("morph", () => ({ alpha: slider.value, path: path(), speed: speed.value }));
  speed.value = keptFromLastPage.morph?.speed ?? speed.value;
  find(".play").textContent = say("play");
  showSpeed();
  forget();
  restore(keptFromLastPage.morph ?? {});
  channel("morph-put").subscribe(restore);
  for (const name of ["a", "b"]) {
    channel(`drawing-${name}`).subscribe(({ strokes, frame: picture }) => {
      drawn[name] = Boolean(strokes.length || picture);
      redrawn();
    });
  }
  followPoints(points, moved);
}
