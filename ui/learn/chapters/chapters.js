/* The chapters' paragraphs in the page's language; Gradio sets them, with their formulas, where they belong. */

import { fetched } from "../../kit/runtime/fetched.js";
import { language } from "../../kit/runtime/language.js";
import { showLost } from "../../kit/runtime/lost.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";

export function mount({ element, props, gradio, trigger }) {
  const told = element.querySelector(".fetching");

  async function load() {
    const paragraphs = await fetched(props.files[language]);
    if (!paragraphs) {
      showLost(told, load);
      return;
    }
    told.replaceChildren();
    gradio.value = paragraphs;
    trigger("input");
  }

  // The chapter that is open stays open in the other language.
  const open = () => document.querySelector('#chapters [role="tab"][aria-selected="true"]')?.id;
  keepForNextPage("chapter", open);
  const kept = keptFromLastPage.chapter;
  if (kept && kept !== open()) document.getElementById(kept)?.click();
  load();
}
