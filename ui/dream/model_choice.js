/* What the parts about training share: choosing among the models that are there, and shares in words. */

/** Lay out a radio button for each name in a fieldset; `chosen(name)` is called when one is clicked.
    Returns check(name), which shows one as chosen. */
export function choiceIn(fieldset, names, { say, group, chosen }) {
  for (const name of names) {
    const choice = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: group, value: name });
    radio.addEventListener("change", () => chosen(name));
    choice.append(radio, Object.assign(document.createElement("span"), { textContent: say(`model_${name}`) }));
    fieldset.append(choice);
  }
  return (name) => {
    for (const radio of fieldset.querySelectorAll("input")) radio.checked = radio.value === name;
  };
}

/** 0.0123 → "1.2%"; nothing and all go without a decimal. */
export function shareText(say, share) {
  const number = (100 * share).toFixed(1);
  return say("percent", { number: ["0.0", "100.0"].includes(number) ? Math.round(number) : number });
}
