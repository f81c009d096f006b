/* Which model draws, and a link to the state of the tab. */

import { finder } from "../../kit/runtime/find.js";
import { copyAddress } from "../../kit/controls/copy_link.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { drawChoices } from "../choices.js";
import { LINK, LONGEST_LINK, linkOf, linkState } from "./share_link.js";

const BLANK_SHEET = { strokes: [], frame: null, edited: false, pen: 2.6 };

export function mount({ element, props }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const choices = drawChoices(props.models);
  const notice = channel("draw-notice");

  // --- the model -----------------------------------------------------------------------------------------------

  const [model, article] = props.models;
  const settings = props.models.map((name) => ({ label: `model_${name}`, model: name, beside: null }));
  if (article) settings.push({ label: "model_both", model, beside: article });

  const options = settings.map((setting) => {
    const label = document.createElement("label");
    const option = Object.assign(document.createElement("input"), { type: "radio", name: "draw-model" });
    option.addEventListener("change", () => use(setting));
    label.append(option, say(setting.label));
    find(".models").append(label);
    return option;
  });
  find(".models").hidden = !article; // with one VAE there is nothing to choose

  function use(setting) {
    if (choices.beside.value !== setting.beside) choices.beside.set(setting.beside);
    if (choices.model.value !== setting.model) choices.model.set(setting.model);
  }

  for (const choice of [choices.model, choices.beside]) {
    choice.subscribe(() => {
      options.forEach((option, at) => {
        option.checked = settings[at].model === choices.model.value && settings[at].beside === choices.beside.value;
      });
    });
  }

  // --- the link ------------------------------------------------------------------------------------------------

  function copy() {
    const [a, b] = ["a", "b"].map((name) => channel(`drawing-${name}`).value ?? BLANK_SHEET);
    const state = channel("morph-state").value;
    const fragment = linkOf({ model: choices.model.value, beside: choices.beside.value, ...state, a, b });
    const address = find(".address");
    address.hidden = true;
    if (fragment.length > LONGEST_LINK) {
      find(".said").textContent = say("link_too_long");
      return;
    }
    copyAddress(fragment, say, find(".said"), address);
  }

  /** Take over what the address holds. A link that cannot be read leaves everything as it is. */
  function open() {
    if (!location.hash.startsWith(LINK)) return;
    let state;
    try {
      state = linkState(location.hash);
    } catch (error) {
      if (!error.key) throw error;
      notice.set(say(error.key));
      return;
    }
    const here = props.models.includes(state.model);
    use({
      model: here ? state.model : props.models[0],
      beside: props.models.includes(state.beside) ? state.beside : null,
    });
    channel("morph-put").set({ alpha: state.alpha, path: state.path });
    for (const name of ["a", "b"]) channel(`put-${name}`).set(state[name]);
    if (!here && state.model) notice.set(say("link_other_model", { model: state.model, used: props.models[0] }));
  }

  find(".link").addEventListener("click", copy);
  window.addEventListener("hashchange", open);
  open();
}
