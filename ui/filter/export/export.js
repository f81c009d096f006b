/* What a visitor can take along: the wavelet as code, response and kernel as files. Python's side: server.py. */

import { saved } from "../../kit/controls/download.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askPatiently } from "../../kit/runtime/latest.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { askWithPixels } from "../ask_with_pixels.js";

/** Tie the buttons together.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const { signal, dispose } = lifetime();
  const shown = channel("gabor");

  async function take({ dataset, textContent: library }) {
    if (!shown.value) return;
    find(".wrong").textContent = find(".told").textContent = "";
    const answer = await fetchFile(server, shown.value, dataset.what);
    if (signal.aborted) return;
    if (!answer?.ok) {
      find(".wrong").textContent = answer?.error ?? Object.values(answer?.errors ?? {})[0] ?? say("lost");
      return;
    }
    find("pre").hidden = !answer.code;
    if (answer.code) {
      find("pre").textContent = answer.code;
      find(".told").textContent = copyText(say, await copied(answer.code), answer.coarse, library);
    } else {
      saved(answer.name, answer.file);
      find(".told").textContent = say("saved", { name: answer.name });
    }
  }

  for (const button of element.querySelectorAll("button")) button.addEventListener("click", () => take(button));
  return dispose;
}

/** Ask the server for code or a file.
    @param {any} server
    @param {import("../../kit/runtime/types").Channels["gabor"]} shown
    @param {string | undefined} what as `ui.filter.export.server.take_away` names it */
function fetchFile(server, { pixels, ...values }, what) {
  return askWithPixels(
    (question) => askPatiently(() => server.take_away(question)),
    { ...values, what, lang: language },
    pixels,
  );
}

/** Put text onto the clipboard; gives whether it is there now. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, or a page that did not come over a safe connection: it can be copied by hand
  }
}

/** Say what became of the code. coarse: the library's own response will differ. */
function copyText(say, onClipboard, coarse, library) {
  const sentences = [say(onClipboard ? "copied" : "copy_by_hand", { library })];
  if (coarse) sentences.push(say("coarse_code", { library }));
  return sentences.join(" ");
}
