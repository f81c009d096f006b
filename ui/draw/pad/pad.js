/* One drawing: the sheet, and what the models make of it, live while the pen moves and polished once it rests. */

import { finder } from "../../kit/runtime/find.js";
import { inkOn } from "../../kit/drawing/ink_canvas.js";
import { PENS, bare } from "../../kit/drawing/sheet.js";
import { packedSheet, unpackedSheet } from "../../kit/drawing/sheet_codec.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { drawChoices } from "../choices.js";
import { padSources } from "./sources.js";
import { padViews } from "./views.js";

const REST = 300; // ms after the pen's last move until the reconstruction is polished

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const letter = props.pad.toUpperCase();

  for (const name of ["pad", "seen", "recon"]) find(`.${name}`).id = `${name}-${props.pad}`;
  find(".letter").textContent = find(".mark").textContent = letter;
  find("canvas.ink").setAttribute("aria-label", say("pad_hint", { letter }));

  const drawing = channel(`drawing-${props.pad}`);
  const point = channel(`point-${props.pad}`);
  const retry = channel("draw-again");
  const choices = drawChoices(props.models);
  const section = find("section");
  const lost = find(".lost");
  const views = padViews(find, say, letter);
  const ink = inkOn(find("canvas.ink"), changed);
  let moved = 0; // when the pen did, last
  let byPen = false;
  let timer = 0; // of the polishing that waits for the pen to rest

  /** The sheet as the server, the channels and the other sheet take it. */
  const packed = () => packedSheet(ink.sheet);

  const question = () => ({ lang: language, model: choices.model.value, also: choices.beside.value, ...packed() });

  const live = askNewest(
    ({ resting, ...asked }) => server.live_reconstruct({ ...asked, detail: resting || choices.closer.value }),
    (answer, { resting, model }, last) => {
      lost.hidden = !answer.lost;
      if (answer.ok) {
        section.classList.remove("polished");
        views.show(answer);
      } else complain(answer);
      if (!last) return;
      section.classList.remove("waiting");
      if (!resting) return;
      views.speak(answer);
      if (answer.ok) rested(model);
      else point.set(null);
    },
  );

  const better = askNewest(
    (asked) => server.polish(asked),
    (answer, { model }) => {
      section.classList.remove("polishing");
      if (answer.ok) {
        section.classList.add("polished");
        views.show({ ...views.shown, ...answer });
      }
      announce(model, true); // without an answer the plain reconstruction stays
      nameMakers();
    },
  );

  function announce(model, final) {
    const { z, mu, logvar } = views.shown;
    const polished = section.classList.contains("polished");
    point.set({ model, z: polished ? z : mu, mu, logvar, polished, final });
  }

  /** The newest answer is on the page and the pen is up: polish, once it has been up for a while. */
  function rested(model) {
    announce(model, !choices.polish.value);
    nameMakers();
    if (!choices.polish.value) return;
    section.classList.add("polishing");
    timer = setTimeout(() => better.ask(question()), byPen ? REST - (performance.now() - moved) : 0);
  }

  function changed(resting, pen) {
    clearTimeout(timer);
    better.forget();
    moved = performance.now();
    byPen = pen;
    section.classList.remove("polishing");
    const empty = bare(ink.sheet);
    section.classList.toggle("empty", empty);
    find(".undo").disabled = !ink.canUndo;
    find(".redo").disabled = !ink.canRedo;
    find(".trouble").textContent = "";
    for (const option of penOptions) option.checked = Number(option.value) === ink.sheet.pen;
    if (empty) {
      live.forget();
      lost.hidden = true;
      views.forget();
      point.set(null);
    } else {
      section.classList.add("waiting");
      live.ask({ ...question(), resting });
    }
    drawing.set({ ...packed(), resting }); // after the question, which is to reach the server first
  }

  /** What the reconstructions are called: by their models when there are two, and whether one was polished. */
  function nameMakers() {
    const { model, beside, polish } = Object.fromEntries(
      Object.entries(choices).map(([name, { value }]) => [name, value]),
    );
    const [first, second] = element.querySelectorAll(".maker");
    first.textContent = beside ? say(`model_${model}`) : say("recon");
    second.textContent = beside ? say(`model_${beside}`) : "";
    find(".beside").hidden = !beside;
    section.classList.toggle("two", Boolean(beside));
    const polished = section.classList.contains("polished");
    const button = find(".polish");
    button.textContent = say(polished ? "polish_done" : "polish_live");
    button.setAttribute("aria-pressed", polish);
    button.title = say(polish ? "polish_on_hint" : "polish_off_hint");
  }

  /** A drawing that was refused, or a server that was lost. */
  function complain(answer) {
    section.classList.add("failed");
    find(".says").textContent = answer.lost ? "" : answer.error;
    find(".but").textContent = "";
  }

  function put(parts) {
    if (parts) ink.put(unpackedSheet(parts));
  }

  function draw(digit) {
    put({ strokes: props.examples[digit] });
    sources.drawn(digit);
  }

  const penOptions = Object.entries(PENS).map(([name, pen]) => {
    const label = document.createElement("label");
    const option = Object.assign(document.createElement("input"), {
      type: "radio",
      name: `pen-${props.pad}`,
      value: pen,
    });
    option.setAttribute("aria-label", say(`pad_pen_${name}`));
    label.title = say(`pad_pen_${name}`);
    label.append(option, document.createElement("i"));
    label.lastChild.style.setProperty("--width", `${2.6 * pen}px`);
    option.addEventListener("change", () => ink.put({ pen }));
    find(".pens").append(label);
    return option;
  });

  const grumble = (sentence) => (find(".trouble").textContent = sentence);
  const sources = padSources(find, element, props, server, say, choices, { put, complain: grumble, draw });

  function useEraser(yes) {
    ink.erasing = yes;
    find(".eraser").setAttribute("aria-pressed", yes);
    find(".sheet").classList.toggle("erasing", yes);
  }

  find(".clear").addEventListener("click", ink.clear);
  find(".undo").addEventListener("click", ink.undo);
  find(".redo").addEventListener("click", ink.redo);
  find(".eraser").addEventListener("click", () => useEraser(find(".eraser").getAttribute("aria-pressed") !== "true"));
  find(".more").addEventListener("click", () => {
    find(".extras").hidden = !find(".extras").hidden;
    find(".more").setAttribute("aria-expanded", !find(".extras").hidden);
  });
  find(".pad").addEventListener("keydown", (event) => {
    if (event.target.matches("input")) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z") event.shiftKey ? ink.redo() : ink.undo();
    else if (command && event.key === "y") ink.redo();
    else if (command || event.altKey) return;
    else if (event.key === "Delete" || event.key === "Backspace") ink.clear();
    else if (event.key === "e") find(".eraser").click();
    else if (event.key in props.examples) draw(event.key);
    else return;
    event.preventDefault();
  });
  find(".polish").addEventListener("click", () => choices.polish.set(!choices.polish.value));
  lost.querySelector("button").addEventListener("click", () => retry.set(true));

  keepForNextPage(props.pad, packed);
  const kept = keptFromLastPage[props.pad];
  if (kept?.strokes.length || kept?.frame) put(kept);
  else changed(true, false);
  nameMakers();

  // What is asked of both sheets; a subscriber is told what holds already, which is no news here.
  const news = (channel, listener) => {
    let begun = false;
    channel.subscribe((value) => begun && listener(value));
    begun = true;
  };
  const again = () => changed(true, false);
  for (const name of ["model", "beside", "polish"]) news(choices[name], again);
  news(retry, () => lost.hidden || again());
  // Both sheets are looked at closer together; what stands there came with the last answer while the pen was up.
  choices.closer.subscribe((open) => (find(".closer").open = open));
  find(".closer").addEventListener("toggle", () => {
    const { open } = find(".closer");
    if (open !== choices.closer.value) choices.closer.set(open);
    if (open) views.look();
  });
  new ResizeObserver(() => find(".closer").open && views.look()).observe(find(".mu"));
  channel(`example-${props.pad}`).subscribe(draw);
  channel(`put-${props.pad}`).subscribe(put);
  if (props.pad === "a") channel("draw-notice").subscribe(grumble);
}
