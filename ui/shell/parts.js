/* The parts of a tab: their markup, style and script, put where Gradio has left room for them. */

import { fetched } from "../kit/runtime/fetched.js";
import { language } from "../kit/runtime/language.js";
import { showLost } from "../kit/runtime/lost.js";
import { routed } from "../kit/runtime/routing.js";
import { keptFromLastPage } from "../kit/runtime/visit.js";
import { load } from "./early_mount.js";

/** @typedef {import("../kit/runtime/types").Scope} Scope */
/** @typedef {import("../kit/runtime/types").Dispose} Dispose */

/** What a part is laid out from.
    @typedef {object} Part
    @property {string} [html] its markup; left out where the file `scope.gradio.rest` fills the part
    @property {string[]} [css] names of its style sheets, in order
    @property {(scope: Scope) => Dispose | void} [mount] its script
    @property {Fold} [fold] where it is a <details> that lies folded at first */

/** The title of a part that lies folded: the id of its <details>, and the text in each language.
    @typedef {{id: string, title: {[language: string]: string}}} Fold */

/** Lays a part out and runs its script; calls `then(held)` once it stands: whether something in it had the focus, which
    is gone now.
    @typedef {(name: string, scope: Scope, then?: (held: boolean) => void) => Promise<void>} Fill */

/** Ends the script of the part that stands in an element. Gradio keeps the panels of all tabs that have been opened and
    hides them, so that an element never leaves the page and need not be watched: its part ends where another takes its
    place.
    @type {WeakMap<Element, Dispose>} */
const standing = new WeakMap();

/** Make the functions that a file of parts exports.
    @param {{[name: string]: Part}} parts
    @param {{[name: string]: string}} sheets CSS of each style sheet
    @returns {{fill: Fill, mount: (name: string, scope: Scope) => void}} `mount` lays a part out, or its title alone where
      it lies folded */
export function mounter(parts, sheets) {
  /** @type {Fill} */
  async function fill(name, scope, then = () => {}) {
    const { html, css = [], mount } = parts[name];
    const { element } = scope;
    const brought = await needs(scope, html === undefined);
    if (!brought) {
      end(element);
      return showLost(element, () => fill(name, scope, then));
    }
    if (brought.words) scope.props.words = brought.words;
    if (brought.rest) return brought.rest.fill(name, scope, then);
    const held = element.contains(document.activeElement);
    end(element);
    dress(element, css.map((sheet) => sheets[sheet]).join("\n"));
    element.innerHTML = html ?? "";
    const dispose = mount?.({ ...scope, server: routed(scope.server) });
    if (dispose) standing.set(element, dispose);
    then(held);
  }

  return {
    fill,
    mount(name, scope) {
      const { fold } = parts[name];
      // A part that has kept something for this page opens at once.
      if (!fold || keptFromLastPage[fold.id]) fill(name, scope);
      else {
        dress(scope.element, sheets["kit/controls/fold.css"]);
        showTitle(fold, scope.element, (then) => fill(name, scope, then));
      }
    },
  };
}

/** Fetch what a part needs beside its own file; its element is busy meanwhile.
    @param {Scope} scope
    @param {boolean} elsewhere whether the part itself is in another file
    @returns {Promise<{words?: import("../kit/runtime/language.js").Words, rest?: import("./early_mount.js").TabFile} |
      undefined>} words: its texts where they did not come with it; rest: the other file; undefined where something did
      not come */
async function needs({ element, props, gradio }, elsewhere) {
  const { files, prefixes } = props.words ?? {};
  const late = elsewhere && gradio.rest;
  element.setAttribute("aria-busy", "true");
  const [texts, rest] = await Promise.all([
    files && fetched(files[language]),
    late && load(gradio.rest).catch(() => undefined),
  ]);
  element.removeAttribute("aria-busy");
  if ((files && !texts) || (late && !rest)) return undefined;
  return { words: files && wordsOf(texts, prefixes), rest: rest || undefined };
}

/** Show the title of a part that lies folded, and fill the part when it is unfolded.
    @param {Fold} fold
    @param {Element} element
    @param {(then: (held: boolean) => void) => void} fill */
function showTitle({ id, title }, element, fill) {
  const details = Object.assign(document.createElement("details"), { id, className: "fold blank" });
  const summary = document.createElement("summary");
  summary.textContent = title[language];
  details.append(summary);
  element.replaceChildren(details);
  const open = (held) => {
    const filled = element.querySelector("details");
    if (filled) filled.open = true;
    if (held) element.querySelector("summary")?.focus({ preventScroll: true });
  };
  details.addEventListener("toggle", () => fill(open), { once: true });
}

/** End the script of what stands in an element, if anything does.
    @param {Element} element */
function end(element) {
  standing.get(element)?.();
  standing.delete(element);
}

/** Give an element its style, in place of the one that it had.
    @param {Element} element has an id
    @param {string} css */
function dress(element, css) {
  const id = `style-${element.id}`;
  document.getElementById(id)?.remove();
  const style = Object.assign(document.createElement("style"), { id, textContent: `#${element.id} { ${css} }` });
  document.head.append(style);
}

/** Choose texts by the prefixes of their keys, as ui.i18n.catalogue.words does.
    @param {{[key: string]: string}} texts of the page's language
    @param {string[]} prefixes where two of them have a key, the later counts
    @returns {import("../kit/runtime/language.js").Words} with keys that have lost their prefix */
export function wordsOf(texts, prefixes) {
  const own = {};
  for (const prefix of prefixes) {
    for (const key in texts) if (key.startsWith(`${prefix}.`)) own[key.slice(prefix.length + 1)] = texts[key];
  }
  return { en: own, [language]: own };
}
