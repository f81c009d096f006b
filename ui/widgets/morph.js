/* The way between the two drawings: one call fetches all frames, the slider then walks them without another. */
const SIDE = 28;
const PIXELS = SIDE * SIDE;
const STILLS = 9; // frames of the film under the slider
const PATIENCE = 120; // ms that the pen must rest before a new strip is worth its cost to the reconstructions
const say = Inkspace.fill(element, props.words);
const find = (selector) => element.querySelector(selector);
const retry = Inkspace.channel("draw-again");
const section = find("section");
const lost = find(".lost");
const slider = find("#alpha input");
const drawings = { a: [], b: [] };
let strip = null; // {n, grey, proba}
let timer = 0;

find(".try").textContent = say("try_pair", { a: props.first.a, b: props.first.b });
find(".film").append(
  ...Array.from({ length: STILLS }, () => {
    const still = document.createElement("figure");
    still.append(document.createElement("canvas"), document.createElement("figcaption"));
    return still;
  }),
);

const live = Inkspace.newest(
  ({ a, b }) => server.strip({ lang: Inkspace.lang, a, b }),
  (answer, _question, last) => {
    if (answer.ok) {
      strip = { n: answer.n, grey: Inkspace.bytes(answer.frames), proba: answer.proba };
      section.classList.remove("empty");
      showFilm();
      showFrame();
    }
    complain(answer);
    if (last) section.classList.remove("waiting");
  },
);

function changed(name, { strokes, resting }) {
  drawings[name] = strokes;
  clearTimeout(timer);
  if (!drawings.a.length || !drawings.b.length) {
    live.forget();
    forget();
    return;
  }
  section.classList.add("waiting");
  if (!strip) invite("on_its_way");
  const ask = () => live.ask({ a: drawings.a, b: drawings.b });
  if (resting) ask();
  else timer = setTimeout(ask, PATIENCE);
}

/** One drawing or both are missing: say which instead of showing a blank frame. */
function forget() {
  strip = null;
  section.classList.add("empty");
  section.classList.remove("waiting");
  complain({ ok: true });
  const missing = ["a", "b"].filter((name) => !drawings[name].length);
  if (missing.length === 2) invite("draw_both");
  else invite("draw_other", { letter: missing[0].toUpperCase() });
  find(".try").hidden = missing.length < 2;
  find(".says").textContent = "";
  Inkspace.blank(find("#morph canvas"));
  for (const canvas of element.querySelectorAll(".film canvas")) Inkspace.blank(canvas);
  for (const caption of element.querySelectorAll(".film figcaption")) caption.textContent = "";
}

/** What stands in the place of the frame while there is none. */
function invite(key, values) {
  find(".why").textContent = say(key, values);
  find(".try").hidden = true;
  find("#morph canvas").setAttribute("aria-label", find(".why").textContent);
}

/** Say what went wrong with the newest pair, if anything did; the frames are then of an earlier one. */
function complain(answer) {
  section.classList.toggle("failed", !answer.ok);
  lost.hidden = answer.ok;
  lost.firstChild.textContent = answer.lost ? say("lost") : answer.error ?? "";
  find(".again").hidden = !answer.lost;
}

const frame = (index) => strip.grey.subarray(index * PIXELS, (index + 1) * PIXELS);

function showFrame() {
  const alpha = Number(slider.value);
  const about = say("alpha_value", { alpha: alpha.toFixed(2) });
  find(".where").textContent = about;
  slider.setAttribute("aria-valuetext", about);
  if (!strip) return;
  const index = Math.round(alpha * (strip.n - 1));
  Inkspace.paint(find("#morph canvas"), frame(index), SIDE);
  const reading = readingText(say, strip.proba[index]);
  find(".says").textContent = reading;
  slider.setAttribute("aria-valuetext", `${about}, ${reading}`);
  find("#morph canvas").setAttribute("aria-label", `${about}, ${reading}`);
}

function showFilm() {
  find(".film").childNodes.forEach((still, at) => {
    const index = Math.round((at / (STILLS - 1)) * (strip.n - 1));
    Inkspace.paint(still.firstChild, frame(index), SIDE);
    still.lastChild.textContent = best(strip.proba[index]);
  });
}

slider.addEventListener("input", showFrame);
find(".try").addEventListener("click", () => {
  for (const name of ["a", "b"]) Inkspace.channel(`example-${name}`).set(props.first[name]);
});
find(".again").addEventListener("click", () => retry.set(true));
window.addEventListener("online", () => retry.set(true));
retry.subscribe(() => lost.hidden || changed("a", { strokes: drawings.a, resting: true }));
Inkspace.keep("alpha", () => slider.value);
slider.value = Inkspace.kept.alpha ?? slider.value;
forget();
showFrame();
for (const name of ["a", "b"]) Inkspace.channel(`drawing-${name}`).subscribe((state) => changed(name, state));
