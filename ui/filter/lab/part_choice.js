/* The choice of the part of the response that is shown: buttons of which one is chosen. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Lay out radio buttons, chosen with the pointer or the arrow keys.
    @param {HTMLElement} container of role "radiogroup"
    @param {string[]} names of the parts
    @param {(key: string) => string} say
    @param {() => void} changed is called whenever one is chosen
    @returns {{readonly part: string, choose(name: string): void}} the part that is chosen, at first the first one */
export function partChoice(container, names, say, changed) {
  let part = names[0];

  function choose(name) {
    part = name;
    for (const button of buttons) {
      const chosen = button.dataset.part === part;
      button.ariaChecked = String(chosen);
      button.tabIndex = chosen ? 0 : -1;
    }
    changed();
  }

  const buttons = names.map((name) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", role: "radio", textContent: say("part_" + name) });
    button.dataset.part = name;
    button.addEventListener("click", () => choose(name));
    return button;
  });
  container.append(...buttons);
  container.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (names.indexOf(part) + step + names.length) % names.length;
    buttons[at].focus();
    choose(names[at]);
  });
  return {
    get part() {
      return part;
    },
    choose,
  };
}
