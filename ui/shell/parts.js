/* The parts of a tab: their markup, style and script, put where Gradio has left room for them. */

import { fetched } from "../kit/runtime/fetched.js";
import { language } from "../kit/runtime/language.js";
import { showLost } from "../kit/runtime/lost.js";
import { keptFromLastPage } from "../kit/runtime/visit.js";
import { load } from "./early_mount.js";

/** Make a file's `mount(part, scope)`.
    parts: {part: {html, css: names of sheets, mount, fold}}; fold: {id, title: {language: text}} where it is a <details>
    that lies folded at first. A part of which the file has the title alone is filled by the file `scope.gradio.rest`.
    sheets: {name: CSS}; scope: as `Inkspace.mount` gives it. */
export function mounter(parts, sheets) {
  /** Lay a part out and run its script; `then(held)` once it stands: whether something in it had the focus, now gone. */
  async function fill(name, scope, then = (_held) => {}) {
    const { words } = scope.props;
    scope.element.setAttribute("aria-busy", "true");
    const { rest } = scope.gradio;
    const [texts, other] = await Promise.all([
      words?.files ? fetched(words.files[language]) : {},
      rest && !parts[name].html ? load(rest).catch(() => undefined) : {},
    ]);
    scope.element.removeAttribute("aria-busy");
    if (!texts || !other) return showLost(scope.element, () => fill(name, scope, then));
    if (words?.files) scope.props.words = wordsOf(texts, words.prefixes);
    if (other.fill) return other.fill(name, scope, then);
    const held = scope.element.contains(document.activeElement);
    dress(scope.element, parts[name].css.map((sheet) => sheets[sheet]).join("\n"));
    scope.element.innerHTML = parts[name].html;
    parts[name].mount(scope);
    then(held);
  }

  /** Show the title alone, and fill the part when it is opened; at once where it has kept something. */
  function fold({ id, title }, name, scope) {
    const { element } = scope;
    if (keptFromLastPage[id]) return fill(name, scope);
    dress(element, sheets["kit/controls/fold.css"]);
    const details = Object.assign(document.createElement("details"), { id, className: "fold blank" });
    const summary = document.createElement("summary");
    summary.textContent = title[language];
    details.append(summary);
    element.replaceChildren(details);
    const open = (held) => {
      element.querySelector("details").open = true;
      if (held) element.querySelector("summary").focus({ preventScroll: true });
    };
    details.addEventListener("toggle", () => fill(name, scope, open), { once: true });
  }

  return {
    fill,
    mount(name, scope) {
      if (parts[name].fold) fold(parts[name].fold, name, scope);
      else fill(name, scope);
    },
  };
}

/** Give an element its style, in place of the one that it had. */
function dress(element, css) {
  const id = `style-${element.id}`;
  document.getElementById(id)?.remove();
  const style = Object.assign(document.createElement("style"), { id, textContent: `#${element.id} { ${css} }` });
  document.head.append(style);
}

/** Texts of all keys → those of some prefixes, as ui.i18n.catalogue.words gives them; where two have a key, the later
    counts. */
function wordsOf(texts, prefixes) {
  const own = {};
  for (const prefix of prefixes) {
    for (const key in texts) if (key.startsWith(`${prefix}.`)) own[key.slice(prefix.length + 1)] = texts[key];
  }
  return { en: own, [language]: own };
}
