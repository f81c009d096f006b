/* One drawing: the pad, what the model sees of it, its reconstruction, and what both read as. */
const SIDE = 28;
const say = Inkspace.fill(element, props.words);
const find = (selector) => element.querySelector(selector);
const letter = props.pad.toUpperCase();

for (const name of ["pad", "seen", "recon"]) find(`.${name}`).id = `${name}-${props.pad}`;
find(".letter").textContent = find(".mark").textContent = letter;
find("canvas.ink").setAttribute("aria-label", say("pad_hint", { letter }));
find(".bars").append(
  ...Array.from({ length: 10 }, (_, digit) => {
    const bar = document.createElement("li");
    bar.textContent = digit;
    return bar;
  }),
);

const drawing = Inkspace.channel(`drawing-${props.pad}`);
const retry = Inkspace.channel("draw-again");
const section = find("section");
const lost = find(".lost");
const ink = inkOn(find("canvas.ink"), changed);
let example = props.first;

const live = Inkspace.newest(
  ({ strokes }) => server.live_reconstruct({ lang: Inkspace.lang, strokes }),
  (answer, question, last) => {
    if (answer.ok) show(answer);
    else complain(answer);
    if (!last) return;
    section.classList.remove("waiting");
    if (question.resting) speak(answer);
  },
);

function changed(resting) {
  const empty = ink.strokes.length === 0;
  section.classList.toggle("empty", empty);
  find(".undo").disabled = !ink.canUndo;
  if (empty) {
    live.forget();
    forget();
  } else {
    section.classList.add("waiting");
    live.ask({ strokes: ink.strokes, resting });
  }
  drawing.set({ strokes: ink.strokes, resting }); // after the question, which is to reach the server first
}

/** Nothing is drawn: say so in place of blank pictures. */
function forget() {
  section.classList.remove("waiting", "failed", "answered");
  lost.hidden = true;
  find(".says").textContent = find(".but").textContent = "";
  find(".spoken").textContent = "";
  for (const name of ["seen", "recon"]) {
    Inkspace.blank(find(`.${name} canvas`));
    find(`.${name} canvas`).setAttribute("aria-label", say("nothing_yet"));
  }
  for (const bar of find(".bars").children) bar.style.setProperty("--share", 0);
}

function show({ seen, recon, proba, proba_hat }) {
  section.classList.remove("failed");
  section.classList.add("answered");
  lost.hidden = true;
  Inkspace.paint(find(".seen canvas"), Inkspace.bytes(seen), SIDE);
  Inkspace.paint(find(".recon canvas"), Inkspace.bytes(recon), SIDE);
  find(".seen canvas").setAttribute("aria-label", say("seen_alt", { letter, digit: best(proba) }));
  find(".recon canvas").setAttribute("aria-label", say("recon_alt", { letter, digit: best(proba_hat) }));
  find(".says").textContent = readingText(say, proba);
  find(".but").textContent = difference(proba, proba_hat);
  proba.forEach((share, digit) => find(".bars").children[digit].style.setProperty("--share", share));
}

/** A sentence when the reconstruction reads as another digit than the drawing. */
function difference(proba, proba_hat) {
  if (best(proba) === best(proba_hat)) return "";
  return say("recon_differs", { digit: best(proba_hat), share: percent(say, proba_hat[best(proba_hat)]) });
}

/** A drawing that was refused, or a server that was lost. */
function complain(answer) {
  section.classList.add("failed");
  lost.hidden = !answer.lost;
  find(".says").textContent = answer.lost ? "" : answer.error;
  find(".but").textContent = "";
}

/** Announced once the pen rests, or a screen reader would never stop. */
function speak(answer) {
  if (answer.lost) return; // its sentence is an alert
  const lines = answer.ok ? [readingText(say, answer.proba), difference(answer.proba, answer.proba_hat)] : [answer.error];
  find(".spoken").textContent = `${letter}: ${lines.filter(Boolean).join(" ")}`;
}

function draw(digit) {
  ink.replace(props.examples[digit]);
  example = (Number(digit) + 1) % 10;
}

find(".clear").addEventListener("click", ink.clear);
find(".undo").addEventListener("click", ink.undo);
find(".example").addEventListener("click", () => draw(example));
find(".pad").addEventListener("keydown", (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === "z") ink.undo();
  else if (command || event.altKey) return;
  else if (event.key === "Delete" || event.key === "Backspace") ink.clear();
  else if (event.key in props.examples) draw(event.key);
  else return;
  event.preventDefault();
});
lost.querySelector("button").addEventListener("click", () => retry.set(true));
retry.subscribe(() => lost.hidden || changed(true));
Inkspace.channel(`example-${props.pad}`).subscribe(draw);
Inkspace.keep(props.pad, () => ink.strokes);
const kept = Inkspace.kept[props.pad] ?? [];
if (kept.length) ink.replace(kept);
else changed(true);
