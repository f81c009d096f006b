/* The chapters' paragraphs in the page's language; Gradio sets them, with their formulas, where they belong. */

import { fetched } from "../../kit/runtime/fetched.js";
import { language } from "../../kit/runtime/language.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { showLost } from "../../kit/runtime/lost.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";

/** Fetch the paragraphs, and open the chapter that was open in the other language.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, gradio, trigger }) {
  const { signal, dispose } = lifetime();
  const place = /** @type {HTMLElement} */ (element.querySelector(".fetching"));

  async function load() {
    const paragraphs = await fetched(props.files[language]);
    if (signal.aborted) return;
    if (!paragraphs) {
      showLost(place, load);
      return;
    }
    place.replaceChildren();
    gradio.value = paragraphs;
    trigger("input");
  }

  const open = () => document.querySelector('#chapters [role="tab"][aria-selected="true"]')?.id;
  keepForNextPage("chapter", open);
  const kept = keptFromLastPage.chapter;
  if (kept && kept !== open()) document.getElementById(kept)?.click();
  load();
  return dispose;
}
