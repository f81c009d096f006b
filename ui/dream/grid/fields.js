/* The form beside the grid: model, digit or a number to be written, how many, temperature, seed. */

import { refuse } from "../../kit/controls/form_state.js";
import { typedNumber } from "../../kit/controls/typed_number.js";
import { attachSeedControls } from "./seed_controls.js";

const PAUSE = 250; // ms without typing after which what was typed counts: 1 is not 12
const FIRST_NUMBER = "03-1415-9265";

/** A field: its input or select, a slider beside it, where its faults are said, and the element that holds all of it.
    @typedef {{input: any, slider?: any, wrong: HTMLElement, place: HTMLElement}} Field */

/** All fields, in the order in which the server gets their values.
    @typedef {{model: Field, digit: Field, number: Field, n: Field, temperature: Field, seed: Field}} Fields */

/** Fill the form and watch it.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {object} props
    @param {Record<string, any>} props.first values of a first visit
    @param {Record<string, boolean>} props.able whether a model can be asked for a certain digit, by its name
    @param {() => void} changed called when a value was changed
    @param {AbortSignal} signal */
export function layOutFields(find, say, { first, able }, changed, signal) {
  const fields = findFields(find);
  fillFields(fields, say, Object.keys(able));
  const arrange = () => arrangeFields(find, fields, able[fields.model.input.value]);
  const changedNow = watchTyping(fields, changed, signal);
  for (const { input } of [fields.model, fields.digit]) {
    input.addEventListener("change", () => {
      arrange();
      changedNow();
    });
  }
  const remember = attachSeedControls(find, fields.seed.input, {
    beforeNew: () => mendSliders(fields),
    changed: changedNow,
  });

  return {
    /** The values as typed, by field.
        @returns {Omit<import("./sample.js").SampleRequest, "lang">} */
    get values() {
      return /** @type {any} */ (
        Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, input.value]))
      );
    },
    /** Set some values, and the others to those of a first visit; `changed` is not called.
        @param {Record<string, any>} values */
    put(values) {
      for (const [name, value] of Object.entries({ ...first, ...values })) {
        if (value !== undefined && value !== null && Object.hasOwn(fields, name)) putValue(fields[name], value);
      }
      arrange();
    },
    /** Say what is wrong.
        @param {Record<string, string>} [errors] sentences by field; a field without one is right */
    refuse(errors = {}) {
      for (const [name, { input, wrong }] of Object.entries(fields)) refuse(input, wrong, errors[name]);
    },
    /** Remember a seed that has given digits, so that one can come back to it. */
    remember,
  };
}

/** Find the fields in the markup.
    @param {import("../types").Find} find
    @returns {Fields} */
function findFields(find) {
  const field = (id, kind) => ({
    place: find(`#dream-${id}`),
    wrong: find(`#dream-${id} .wrong`),
    input: find(`#dream-${id} ${kind}`),
  });
  const withSlider = (id) => ({
    ...field(id, "input[type=text]"),
    slider: find(`#dream-${id} input[type=range]`),
  });
  return {
    model: field("model", "select"),
    digit: field("digit", "select"),
    number: field("number", "input"),
    n: withSlider("count"),
    temperature: withSlider("temperature"),
    seed: field("seed", "input"),
  };
}

function fillFields({ model, digit, number }, say, models) {
  for (const name of models) model.input.append(new Option(say(`model_${name}`), name));
  digit.input.append(new Option(say("digit_any"), "any"));
  for (let each = 0; each < 10; each++) digit.input.append(new Option(String(each), String(each)));
  digit.input.append(new Option(say("digit_number"), "number"));
  number.input.value = FIRST_NUMBER;
}

/** Offer what the model can be asked for, and hide what does not count while a number is being written.
    @param {import("../types").Find} find
    @param {Fields} fields
    @param {boolean} knowsDigits whether the model can be asked for a certain digit */
function arrangeFields(find, { digit, number, n }, knowsDigits) {
  if (!knowsDigits) digit.input.value = "any";
  for (const option of digit.input.options) option.disabled = !knowsDigits && option.value !== "any";
  find("#dream-digit-hint").hidden = knowsDigits;
  const writing = digit.input.value === "number";
  number.place.hidden = !writing;
  n.place.hidden = writing; // a digit for each of the number's
}

/** Watch fields that are typed into. While somebody types, a pause is awaited; an emptied field is about to be filled.
    @param {Fields} fields
    @param {() => void} changed
    @param {AbortSignal} signal
    @returns {() => void} calls `changed` at once, in place of the call that waits for a pause */
function watchTyping(fields, changed, signal) {
  let pause;
  const changedNow = () => {
    clearTimeout(pause);
    changed();
  };
  for (const field of [fields.n, fields.temperature, fields.seed, fields.number]) {
    const { input, slider } = field;
    input.addEventListener("input", () => {
      clearTimeout(pause);
      followTyping(field);
      if (input.value.trim()) pause = setTimeout(changed, PAUSE);
    });
    input.addEventListener("change", changedNow);
    input.addEventListener("keydown", (event) => event.key === "Enter" && changedNow());
    slider?.addEventListener("input", () => {
      input.value = Number(slider.value);
      changedNow();
    });
  }
  signal.addEventListener("abort", () => clearTimeout(pause));
  return changedNow;
}

/** Move a field's slider, if it has one, to the number in the field; it stays where it cannot reach that.
    @param {Field} field */
function followTyping({ input, slider }) {
  if (!slider) return;
  const range = { min: Number(slider.min), max: Number(slider.max), whole: slider.step === "1" };
  slider.value = typedNumber(input.value, range) ?? slider.value;
}

/** Set the value of a field; a choice that does not have it falls back on its first.
    @param {Field} field
    @param {any} value */
function putValue(field, value) {
  field.input.value = value;
  if (field.input.selectedIndex === -1) field.input.selectedIndex = 0;
  followTyping(field);
}

/** Bring refused fields back to the last number that could be used: otherwise a new seed would show nothing.
    @param {Fields} fields */
function mendSliders(fields) {
  for (const { input, slider } of [fields.n, fields.temperature]) {
    if (input.ariaInvalid === "true") input.value = Number(slider.value);
  }
}
