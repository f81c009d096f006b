/* The wavelet's parameters: sliders with number fields, a dial for the direction, and base and index for the scale. */

import { refuse } from "../../kit/controls/form_state.js";

const DIGITS = { sigma: 2, theta: 1, scale: 2, base: 2, index: 2, gamma: 2, psi: 0 };
const short = (value, digits) => String(+value.toFixed(digits));

/** One parameter: what it is now (a number, or the text that is none), its slider and its field.
    `changed()` is called when the visitor changes it. */
export function parameter(find, name, { low, high, step, first }, changed) {
  const slider = find(`#gabor-${name} input[type=range]`);
  const field = find(`#gabor-${name} input[type=text]`);
  const wrong = find(`#gabor-${name} .wrong`);
  const self = {
    value: first,
    refuse: (sentence) => refuse(field, wrong, sentence),
    /** Set it from elsewhere: nobody is told. */
    put(value) {
      self.value = value;
      slider.value = value;
      field.value = short(value, DIGITS[name]);
    },
    /** What the slider reaches, narrower than what may be typed. */
    reach(least, most) {
      Object.assign(slider, { min: least, max: most });
      slider.value = self.value;
    },
  };
  Object.assign(slider, { min: low, max: high, step, value: first });
  slider.addEventListener("input", () => {
    self.value = +slider.value;
    field.value = short(self.value, DIGITS[name]);
    changed(name);
  });
  function typed() {
    const text = field.value.normalize("NFKC").trim().replace(",", ".").replace("−", "-");
    return text !== "" && +text >= low && +text <= high ? +text : undefined;
  }
  function read() {
    self.value = typed() ?? field.value; // the server's sentence quotes what was typed
    slider.value = typed() ?? slider.value;
    changed(name);
  }
  // A number that can be used is used while it is typed; what is wrong is said when the field is left.
  field.addEventListener("input", () => typed() !== undefined && read());
  field.addEventListener("change", read);
  self.put(first);
  return self;
}

/** Keep scale, base and index together: scale = base^index. Any of them may be what the visitor has set. */
export function scaleFields({ scale, base, index }, limits) {
  const known = (...fields) => fields.every(({ value }) => typeof value === "number");
  function reach() {
    const at = (value) => Math.log(value) / Math.log(base.value);
    index.reach(Math.ceil(at(limits.low) - 1e-9), Math.floor(at(limits.high) + 1e-9));
  }
  return {
    changed(name) {
      if (name === "scale" && known(scale, base) && scale.value > 0)
        index.put(Math.log(scale.value) / Math.log(base.value));
      if ((name === "base" || name === "index") && known(base, index)) scale.put(base.value ** index.value);
      if (known(base)) reach();
    },
  };
}

/** A dial: the arrow shows `degrees`, anticlockwise from the right; `turned(degrees)` when it is turned. */
export function dial(element, turned) {
  let degrees = 0;
  const whole = (value) => ((Math.round(value) % 360) + 360) % 360;
  function turn(event) {
    const box = element.getBoundingClientRect();
    const right = event.clientX - (box.left + box.width / 2);
    const up = box.top + box.height / 2 - event.clientY;
    if (Math.hypot(right, up) > 3) turned(whole((Math.atan2(up, right) * 180) / Math.PI));
  }
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    turn(event);
  });
  element.addEventListener("pointermove", (event) => element.hasPointerCapture(event.pointerId) && turn(event));
  element.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 15, PageDown: -15 };
    if (event.key === "Home") turned(0);
    else if (event.key in steps) turned(whole(degrees + steps[event.key] * (event.shiftKey ? 15 : 1)));
    else return;
    event.preventDefault();
  });
  return {
    show(value) {
      degrees = value;
      element.style.setProperty("--turn", `${-value}deg`);
      element.ariaValueNow = short(value, 1);
      element.ariaValueText = `${short(value, 1)}°`;
    },
  };
}

/** Something that moves on its own while `button` is pressed: `move(seconds)` for each frame, while `visible()`. */
export function motion(button, visible, move) {
  let before = 0;
  function frame(now) {
    if (button.ariaPressed !== "true") return;
    if (before && visible()) move(Math.min(0.1, (now - before) / 1000));
    before = now;
    requestAnimationFrame(frame);
  }
  function set(on) {
    button.ariaPressed = String(on);
    before = 0;
    if (on) requestAnimationFrame(frame);
  }
  button.addEventListener("click", () => set(button.ariaPressed !== "true"));
  set(false);
  return { stop: () => set(false) };
}
