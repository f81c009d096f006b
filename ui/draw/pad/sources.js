/* What comes onto a sheet other than by pen: examples, the model's own digits, pictures, the other sheet. */

import { decoded } from "../../kit/drawing/picture_file.js";
import { channel } from "../../kit/runtime/channels.js";
import { language } from "../../kit/runtime/language.js";

/** put(parts): takes a sheet's parts; complain(sentence): what is wrong with what came; draw(digit): an example. */
export function padSources(find, element, props, server, say, choices, { put, complain, draw }) {
  const other = props.pad === "a" ? "b" : "a";
  const drawing = (name) => channel(`drawing-${name}`).value ?? { strokes: [], frame: null };
  const hand = (name, { strokes, frame, edited, pen }) => channel(`put-${name}`).set({ strokes, frame, edited, pen });
  let turn = 0; // of several pictures or digits asked for, the last one counts

  async function ask(question, name) {
    const mine = ++turn;
    const answer = (await question().catch(() => undefined)) ?? { ok: false, error: say("lost") };
    if (mine !== turn) return;
    if (answer.ok) put({ strokes: [], frame: answer.frame, edited: false });
    else complain(name ? say("pad_of_picture", { name, reason: answer.error }) : answer.error);
  }

  for (let digit = 0; digit < 10; digit++) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = digit;
    button.setAttribute("aria-label", say("pad_sample_of", { digit }));
    button.addEventListener("click", () => {
      const seed = crypto.getRandomValues(new Uint32Array(1))[0] >>> 1;
      ask(() => server.sample_digit({ lang: language, model: choices.model.value, digit, seed }));
    });
    find(".digits").append(button);
  }
  choices.model.subscribe((model) => (find(".samples").hidden = !props.sampling.includes(model)));

  async function file(one) {
    const whole = one.name || say("pad_pasted");
    const name = whole.length > 40 ? whole.slice(0, 39) + "…" : whole;
    let pixels;
    try {
      ({ pixels } = await decoded(one));
    } catch (error) {
      complain(say("pad_bad_file", { name }));
      return;
    }
    ask(() => server.frame_picture({ lang: language, ...pixels }), name);
  }

  const chooser = find(".upload input");
  chooser.addEventListener("change", () => {
    if (chooser.files.length) file(chooser.files[0]);
    chooser.value = ""; // so that the same file can be chosen again
  });

  // While the tab is open the browser must not leave the page for a file that falls beside a sheet.
  const open = () => find(".sheet").checkVisibility();
  const onSheet = (event) => element.contains(event.target);
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => {
      if (!open()) return;
      event.preventDefault();
      find("section").classList.toggle("dropping", onSheet(event));
    });
  }
  document.addEventListener(
    "dragleave",
    (event) => event.relatedTarget || find("section").classList.remove("dropping"),
  );
  document.addEventListener("drop", (event) => {
    find("section").classList.remove("dropping");
    if (!open()) return;
    event.preventDefault();
    if (!onSheet(event)) return;
    if (event.dataTransfer.files.length) file(event.dataTransfer.files[0]);
    else complain(say("pad_no_file"));
  });
  // What is pasted goes to the sheet that was used last.
  const used = channel("draw-used");
  for (const type of ["pointerdown", "focusin"]) element.addEventListener(type, () => used.set(props.pad));
  document.addEventListener("paste", (event) => {
    const one = event.clipboardData?.files[0];
    if (!one || !open() || (used.value ?? "a") !== props.pad) return;
    event.preventDefault();
    file(one);
  });

  const letters = { from: props.pad.toUpperCase(), to: other.toUpperCase() };
  find(".copy").textContent = say("pad_copy", letters);
  find(".copy").addEventListener("click", () => hand(other, drawing(props.pad)));
  find(".swap").addEventListener("click", () => {
    const [mine, its] = [drawing(props.pad), drawing(other)];
    hand(props.pad, its);
    hand(other, mine);
  });

  let example = props.first;
  find(".example").addEventListener("click", () => draw(example));
  return {
    drawn(digit) {
      example = (Number(digit) + 1) % 10;
    },
  };
}
