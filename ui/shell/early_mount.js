/* The door through which every widget's script comes: `Inkspace.mount` is all that Gradio calls of ours. */

import { showLost } from "../kit/runtime/lost.js";

/** A file of modules, as ui/shell/tab_files.py ends it.
    @typedef {object} TabFile
    @property {(part: string, scope: import("../kit/runtime/types").Scope) => void} mount
    @property {import("./parts.js").Fill} fill */

/** @type {Map<string, Promise<TabFile>>} file → promise of its module */
const coming = new Map();
let attempts = 0;

/** Import a file of modules from inkspace/, once; after a failure it is asked for anew, since a browser may remember
    that an address failed.
    @param {string} file
    @returns {Promise<TabFile>} rejected where the file does not come */
export function load(file) {
  const known = coming.get(file);
  if (known) return known;
  const address = new URL(`inkspace/${file}${attempts ? `?attempt=${attempts}` : ""}`, document.baseURI);
  const module = import(address.href);
  module.catch(() => {
    coming.delete(file);
    attempts += 1;
  });
  coming.set(file, module);
  return module;
}

/** What Gradio gives to a widget's script. Its props: {file, rest, part, packed}: which file, which one brings the part
    itself where the first has its title alone, which part, and as JSON what the part's script reads as `props`.
    @typedef {Omit<import("../kit/runtime/types").Scope, "gradio">} GivenScope */

/** @type {Map<string, GivenScope[]>} file that did not come → the widgets that wait for it */
const waiting = new Map();

/** Bring a widget's file and have it mount the widget. Where the file does not come, the first widget that waits for it
    says so, and its button asks again for all of them.
    @param {GivenScope} scope
    @returns {Promise<void>} */
export async function mount(scope) {
  const { element, props } = scope;
  element.setAttribute("aria-busy", "true");
  const tab = await load(props.file).catch(() => undefined);
  element.removeAttribute("aria-busy");
  if (tab) {
    tab.mount(props.part, { ...scope, gradio: props, props: JSON.parse(props.packed) });
    return;
  }
  const others = waiting.get(props.file);
  if (others) {
    others.push(scope);
    return;
  }
  waiting.set(props.file, [scope]);
  showLost(element, () => mountAgain(props.file));
}

/** Mount all widgets that wait for a file.
    @param {string} file */
function mountAgain(file) {
  const scopes = waiting.get(file) ?? [];
  waiting.delete(file);
  for (const scope of scopes) mount(scope);
}
