/* What is asked for: model, digit or a number to be written, how many, temperature, seed with its history. */

import { refuse } from "../../kit/controls/form_state.js";

const REMEMBERED = 200; // seeds

/** `ask()` is called when something was changed; able: {model: whether it knows digits}. */
export function dreamFields(find, say, { first, able }, ask) {
  const part = (name) => ({ place: find(`#dream-${name}`), wrong: find(`#dream-${name} .wrong`) });
  const input = (name, kind) => ({ ...part(name), input: find(`#dream-${name} ${kind}`) });
  const fields = {
    model: input("model", "select"),
    label: input("digit", "select"),
    number: input("number", "input"),
    n: { ...input("count", "input[type=text]"), slider: find("#dream-count input[type=range]") },
    temperature: { ...input("temperature", "input[type=text]"), slider: find("#dream-temperature input[type=range]") },
    seed: input("seed", "input"),
  };
  fields.digit = fields.label; // as the server calls it in its sentences
  const choice = fields.digit.input;
  const [back, forth] = [find(".back"), find(".forth")];
  const seeds = [];
  let at = -1; // of the seed shown, in `seeds`

  for (const name in able) fields.model.input.append(new Option(say(`model_${name}`), name));
  choice.append(new Option(say("digit_any"), "any"));
  for (let digit = 0; digit < 10; digit++) choice.append(new Option(digit, digit));
  choice.append(new Option(say("digit_number"), "number"));
  fields.number.input.value = "03-1415-9265";

  /** The number in a field with a slider, or undefined where the slider does not reach it. */
  function typed({ input: { value }, slider }) {
    const text = value.normalize("NFKC").trim().replace(",", ".");
    const number = /^\+?[0-9]*\.?[0-9]*$/.test(text) && text !== "" ? +text : NaN;
    const whole = slider.step !== "1" || (Number.isInteger(number) && !text.includes("."));
    return whole && number >= +slider.min && number <= +slider.max ? number : undefined;
  }

  /** What can be asked for depends on the model, and whether a number is being written. */
  function arrange() {
    const knows = able[fields.model.input.value];
    if (!knows) choice.value = "any";
    for (const option of choice.options) option.disabled = !knows && option.value !== "any";
    find("#dream-digit-hint").hidden = knows;
    const writing = choice.value === "number";
    fields.number.place.hidden = !writing;
    fields.n.place.hidden = writing; // a digit for each of the number's
  }

  // While somebody types, wait for a pause: 1 is not 12, and an emptied field is about to be filled.
  let pause;
  const now = () => {
    clearTimeout(pause);
    ask();
  };
  for (const name of ["n", "temperature", "seed", "number"]) {
    const { input: field, slider } = fields[name];
    field.addEventListener("input", () => {
      clearTimeout(pause);
      if (slider) slider.value = typed(fields[name]) ?? slider.value;
      if (field.value.trim()) pause = setTimeout(ask, 250);
    });
    field.addEventListener("change", now);
    field.addEventListener("keydown", (event) => event.key === "Enter" && now());
    slider?.addEventListener("input", () => {
      field.value = +slider.value;
      now();
    });
  }
  for (const select of [fields.model.input, choice]) {
    select.addEventListener("change", () => {
      arrange();
      now();
    });
  }

  /** Fields that cannot be used would make a new seed show nothing: back to the last values that could. */
  function mend() {
    for (const name of ["n", "temperature"]) {
      if (fields[name].input.ariaInvalid === "true") fields[name].input.value = +fields[name].slider.value;
    }
  }
  find(".dice").addEventListener("click", () => {
    mend();
    fields.seed.input.value = crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000;
    now();
  });
  function step(by) {
    at += by;
    fields.seed.input.value = seeds[at];
    marks();
    now();
  }
  function marks() {
    back.disabled = at < 1;
    forth.disabled = at >= seeds.length - 1;
  }
  back.addEventListener("click", () => step(-1));
  forth.addEventListener("click", () => step(1));
  marks();

  return {
    get values() {
      const { model, digit, number, n, temperature, seed } = fields;
      const said = { model, digit, number, n, temperature, seed };
      return Object.fromEntries(
        Object.entries(said).map(
          ([
            name,
            {
              input: { value },
            },
          ]) => [name, value],
        ),
      );
    },
    /** Set some of them; nobody is asked. */
    put(values) {
      for (const [name, value] of Object.entries({ ...first, ...values })) {
        if (value === undefined || value === null || !(name in fields)) continue;
        const { input: field, slider } = fields[name];
        field.value = value;
        if (field.selectedIndex === -1) field.selectedIndex = 0;
        if (slider) slider.value = typed(fields[name]) ?? slider.value;
      }
      arrange();
    },
    /** Say what is wrong: {field: sentence}; fields without a sentence are right. */
    refuse(errors = {}) {
      for (const [name, { input: field, wrong }] of Object.entries(fields)) {
        if (name === "label" || name === "digit") continue;
        refuse(field, wrong, errors[name]);
      }
      refuse(choice, fields.digit.wrong, errors.digit);
    },
    /** A seed has given digits: it can be come back to. */
    remember(seed) {
      if (seeds[at] === seed) return;
      seeds.splice(at + 1, seeds.length, seed);
      if (seeds.length > REMEMBERED) seeds.shift();
      at = seeds.length - 1;
      marks();
    },
  };
}
