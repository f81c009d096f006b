/* The door through which every widget's script comes: `Inkspace.mount` is all that Gradio calls of ours. */

import { showLost } from "../kit/runtime/lost.js";

const coming = new Map(); // file → promise of its module
let attempts = 0;

/** Import a file of modules from inkspace/, once; after a failure it is asked for anew, since a browser may remember
    that an address failed. */
export function load(file) {
  if (!coming.has(file)) {
    const address = new URL(`inkspace/${file}${attempts ? `?attempt=${attempts}` : ""}`, document.baseURI);
    const module = import(address.href);
    module.catch(() => {
      coming.delete(file);
      attempts += 1;
    });
    coming.set(file, module);
  }
  return coming.get(file);
}

/** Bring a widget's file and have it mount the widget.
    scope: {element, trigger, props, server, upload, watch}, as Gradio gives them to a script; props: {file, part,
    packed}: which file, which part of it, and as JSON what the part's script reads as `props`. */
export async function mount(scope) {
  const { element, props } = scope;
  element.setAttribute("aria-busy", "true");
  const tab = await load(props.file).catch(() => undefined);
  element.removeAttribute("aria-busy");
  if (tab) tab.mount(props.part, { ...scope, gradio: props, props: JSON.parse(props.packed) });
  else showLost(element, () => mount(scope));
}
