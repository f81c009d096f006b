// What a visitor can take along: the wavelet as code, response and kernel as files. Python's side: ui/filter/export/server.py.

import { finder } from "../../kit/runtime/find.js";
import { saved } from "../../kit/controls/download.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const state = channel("gabor");
  const told = find(".told");
  const wrong = find(".wrong");
  const code = find("pre");

  async function fetched(what) {
    const { pixels, ...asked } = state.value;
    const question = { ...asked, what, lang: language };
    const answer = await server.take_away(question);
    return answer?.need === "image" ? server.take_away({ ...question, pixels }) : answer;
  }

  /** Whether the text is on the clipboard now. */
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false; // not allowed, or a page that did not come over a safe connection: it can be copied by hand
    }
  }

  async function take(button) {
    if (!state.value) return;
    wrong.textContent = told.textContent = "";
    const answer = await fetched(button.dataset.what);
    if (!answer?.ok) {
      wrong.textContent = answer?.error ?? Object.values(answer?.errors ?? {})[0] ?? say("lost");
      return;
    }
    code.hidden = !answer.code;
    if (answer.code) {
      code.textContent = answer.code;
      const sentences = [say((await copied(answer.code)) ? "copied" : "copy_by_hand", { library: button.textContent })];
      if (answer.coarse) sentences.push(say("coarse_code", { library: button.textContent }));
      told.textContent = sentences.join(" ");
    } else {
      saved(answer.name, answer.file);
      told.textContent = say("saved", { name: answer.name });
    }
  }

  for (const button of element.querySelectorAll("button")) button.addEventListener("click", () => take(button));
}
