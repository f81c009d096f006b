/* Radio buttons for the models that are there. */

import { make } from "./make.js";

/** Lay out a radio button for each model in a fieldset.
    @param {HTMLElement} fieldset
    @param {Iterable<string>} names of the models
    @param {object} options
    @param {import("./types").Say} options.say
    @param {string} options.group name that the radio buttons share
    @param {(name: string) => void} options.chosen called when one is clicked
    @returns {(name: string) => void} shows a model as chosen */
export function layOutModelChoice(fieldset, names, { say, group, chosen }) {
  const radios = Array.from(names, (name) => {
    const radio = make("input", { type: "radio", name: group, value: name });
    radio.addEventListener("change", () => chosen(name));
    fieldset.append(make("label", {}, radio, make("span", { textContent: say(`model_${name}`) })));
    return radio;
  });
  return (name) => {
    for (const radio of radios) radio.checked = radio.value === name;
  };
}
