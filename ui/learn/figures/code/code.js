/* A chapter's code: its lines, and the formulas and figures that they belong to, light each other up. */

import { channel } from "../../../kit/runtime/channels.js";
import { figureIn } from "../figure.js";
import { make } from "../make.js";
import { runs, stepped, tiesOf } from "./runs.js";

/** Lay the figure out.
    @param {import("../../../kit/runtime/types").Scope} scope
    @returns {import("../../../kit/runtime/types").Dispose} */
export function mount(scope) {
  const { asking, dispose, find, plate, say, signal, whenSeen } = figureIn(scope);
  const { of } = scope.props;
  const listing = find(".listing");
  let found; // the server's answer: lines, notes, mended, pseudo, notebook
  let at = -1; // the run of lines that the arrow keys have come to

  const ask = asking("ask_code", (answer) => {
    found = answer;
    listing.replaceChildren(...found.lines.map(lineOf));
    find(".notes").replaceChildren(...found.notes.map(noteOf));
    fold(".mended", found.mended.map(mendedOf));
    fold(".pseudo", found.pseudo.map(stepOf));
  });

  function fold(selector, items) {
    find(selector).hidden = !items.length;
    find(selector).lastElementChild.replaceChildren(...items);
  }

  /** Have an element light up its tie while the pointer is on it or something in it has the focus. */
  function tied(element, tie) {
    if (!tie) return element;
    element.dataset.tie = tie;
    for (const begins of ["pointerenter", "focusin"]) element.addEventListener(begins, () => light([tie]));
    for (const ends of ["pointerleave", "focusout"]) element.addEventListener(ends, () => light(keyed()));
    return element;
  }

  function mark(ties) {
    for (const part of plate.querySelectorAll("[data-tie]")) {
      part.classList.toggle("lit", ties.includes(/** @type {HTMLElement} */ (part).dataset.tie));
    }
  }

  function light(ties) {
    mark(ties);
    channel("learn-lit").set(found.notes.find(({ tie, figure }) => figure && ties.includes(tie))?.figure ?? "");
  }

  /** The tie that has the focus, or that the arrow keys have come to: a pointer that leaves does not take it away. */
  function keyed() {
    const focused = /** @type {HTMLElement | null} */ (plate.querySelector("[data-tie]:focus-within"));
    if (focused?.dataset.tie) return [focused.dataset.tie];
    return at >= 0 && listing.matches(":focus") ? [runs(found.lines)[at]] : [];
  }

  function lineOf([text, tie]) {
    return tied(make("span", { textContent: text, className: tie ? "tied" : "" }), tie);
  }

  function noteOf({ tie, formula, figure }) {
    const button = make("button", { type: "button", className: "formula", textContent: formula });
    button.addEventListener("click", () => show(tie, figure));
    return tied(make("li", {}, button, make("p", { textContent: say(`${of}_${tie}`) })), tie);
  }

  /** Bring the figure of a note into view, or its lines where it has none. */
  function show(tie, figure) {
    const place = document.getElementById(`learn-${figure}`);
    if (place) place.scrollIntoView({ block: "center" });
    else scrollTo(tie);
  }

  function scrollTo(tie) {
    const line = listing.querySelector(`[data-tie="${tie}"]`);
    if (line) listing.scrollTop = /** @type {HTMLElement} */ (line).offsetTop - listing.offsetTop - 40;
  }

  function mendedOf({ key, printed, today, tie }) {
    const from = printed ? [make("del", {}, make("code", { textContent: printed })), " → "] : [];
    const code = make("ins", {}, make("code", { textContent: today }));
    return tied(make("li", {}, ...from, code, make("p", { textContent: say(key) })), tie);
  }

  function stepOf({ line, tie, differs }) {
    const why = differs ? [make("p", { textContent: say(`differs_${differs}`) })] : [];
    const code = make("code", { textContent: line });
    code.style.whiteSpace = "pre-wrap";
    return tied(make("li", {}, code, ...why), tie);
  }

  listing.addEventListener("keydown", (event) => {
    if (!found || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const ties = runs(found.lines);
    at = stepped(ties.length, at, event.key);
    event.preventDefault();
    light([ties[at]]);
    scrollTo(ties[at]);
    const note = found.notes.find(({ tie }) => tie === ties[at]);
    find(".said").textContent = note ? note.formula : "";
  });
  listing.addEventListener("blur", () => found && light([]));
  channel("learn-seen").subscribe((name) => {
    if (found && !name.startsWith("code_")) mark(name ? tiesOf(found.notes, name) : keyed());
  }, signal);

  find(".copy").addEventListener("click", async () => {
    if (!found) return;
    const code = found.lines.map(([text]) => text).join("\n");
    try {
      await navigator.clipboard.writeText(`${code}\n`);
      find(".said").textContent = say("copied");
    } catch {
      getSelection()?.selectAllChildren(listing);
      find(".said").textContent = say("copy_by_hand");
    }
  });
  find(".take").addEventListener("click", () => {
    if (!found) return;
    const address = URL.createObjectURL(new Blob([found.notebook], { type: "application/x-ipynb+json" }));
    make("a", { href: address, download: `${of}.ipynb` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    find(".said").textContent = say("taken");
  });
  whenSeen(() => ask({}));
  return dispose;
}
