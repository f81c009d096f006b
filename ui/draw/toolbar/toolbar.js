/* Which model draws, and a link to the state of the tab. */

import { copyAddress } from "../../kit/controls/copy_link.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { drawChoices } from "../choices.js";
import { PADS } from "../points.js";
import { modelSettings, settingOfLink } from "./model_settings.js";
import { LINK, LONGEST_LINK, LinkError, decodeLink, encodeLink } from "./share_link.js";

const BLANK_SHEET = { strokes: [], frame: null, edited: false, pen: 2.6 };

/** Lay out the bar. props: see DrawBar in widget.py.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const choices = drawChoices(props.models);
  const open = () => openLink(say, props.models, choices);

  offerModels({ find, say, models: props.models, choices }, signal);
  find(".link").addEventListener("click", () => copyLink(find, say, choices));
  window.addEventListener("hashchange", open, { signal });
  open();
  return dispose;
}

/** Lay out a radio button for each setting of the models; hidden where there is nothing to choose. */
function offerModels({ find, say, models, choices }, signal) {
  const settings = modelSettings(models);
  const options = settings.map((setting) => {
    const label = document.createElement("label");
    const option = Object.assign(document.createElement("input"), { type: "radio", name: "draw-model" });
    option.addEventListener("change", () => use(choices, setting));
    label.append(option, say(setting.label));
    find(".models").append(label);
    return option;
  });
  find(".models").hidden = models.length < 2;

  function showChosen() {
    options.forEach((option, at) => {
      option.checked = settings[at].model === choices.model.value && settings[at].beside === choices.beside.value;
    });
  }
  choices.model.subscribe(showChosen, signal);
  choices.beside.subscribe(showChosen, signal);
}

/** Choose a setting; what stays the same is not announced, or every pad would ask again. */
function use(choices, { model, beside }) {
  if (choices.beside.value !== beside) choices.beside.set(beside);
  if (choices.model.value !== model) choices.model.set(model);
}

/** Put a link to what lies on the tab into the address and onto the clipboard. */
function copyLink(find, say, choices) {
  const [a, b] = PADS.map((name) => channel(`drawing-${name}`).value ?? BLANK_SHEET);
  const state = channel("morph-state").value;
  const fragment = encodeLink({ model: choices.model.value, beside: choices.beside.value, ...state, a, b });
  const address = find(".address");
  address.hidden = true;
  if (fragment.length > LONGEST_LINK) find(".said").textContent = say("link_too_long");
  else copyAddress(fragment, say, find(".said"), address);
}

/** Take over what the address holds. A link that cannot be read leaves everything as it is. */
function openLink(say, models, choices) {
  if (!location.hash.startsWith(LINK)) return;
  const notice = channel("draw-notice");
  let state;
  try {
    state = decodeLink(location.hash);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    notice.set(say(error.key));
    return;
  }
  const setting = settingOfLink(models, state);
  use(choices, setting);
  channel("morph-put").set({ alpha: state.alpha, path: state.path });
  for (const name of PADS) channel(`put-${name}`).set(state[name]);
  if (state.model && state.model !== setting.model) {
    notice.set(say("link_other_model", { model: state.model, used: setting.model }));
  }
}
