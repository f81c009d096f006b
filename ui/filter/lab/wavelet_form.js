/* The wavelet's parameters as the visitor sets them: fields, dial, powers, mean and norm. */

import { withinTurn } from "./angles.js";
import { dial } from "./dial.js";
import { meanAndNorm } from "./mean_and_norm.js";
import { motion } from "./motion.js";
import { parameter } from "./parameter.js";
import { scalePowers } from "./scale_powers.js";

const SPEED = 20; // degrees a second while the wave turns by itself

/** The form of the parameters.
    @typedef {object} WaveletForm
    @property {() => Record<string, any>} values all parameters as the server is asked for them, angles in degrees
    @property {() => void} stop ends the turning
    @property {(given: import("../../kit/runtime/types").GaborTake) => void} take sets the parameters that are given
    @property {(errors?: Record<string, string>) => void} refuse says what is wrong with each of them
    @property {() => Record<string, any>} keep what `restore` takes
    @property {(kept: Record<string, any>) => void} restore sets what was kept; what was not stands at its first value */

/** Tie the form together. `changed()` is called whenever the visitor or another widget has changed something.
    @param {object} options
    @param {HTMLElement} options.element
    @param {(selector: string) => any} options.find
    @param {Record<string, import("./parameter.js").Control>} options.controls by the parameters' names
    @param {() => boolean} options.visible whether the tab is open
    @param {() => void} options.changed
    @param {AbortSignal} options.signal
    @returns {WaveletForm} */
export function waveletForm({ element, find, controls, visible, changed, signal }) {
  /** @type {Record<string, import("./parameter.js").Parameter>} */
  const fields = {};
  for (const name in controls) fields[name] = parameter(find, name, controls[name], edited);
  const followScale = scalePowers(fields, controls.scale);
  const needle = dial(find(".dial"), (degrees) => put({ theta: degrees }));
  const turning = motion(find(".turn"), visible, turnBy, signal);
  const switches = meanAndNorm(element, changed);
  const more = find(".more");

  function pointNeedle() {
    if (typeof fields.theta.value === "number") needle.show(fields.theta.value);
  }

  function edited(name) {
    if (name === "theta") turning.stop();
    followScale(name);
    pointNeedle();
    changed();
  }

  function put(values) {
    if ("theta" in values) turning.stop();
    putQuietly(values);
  }

  function putQuietly(values) {
    for (const [name, value] of Object.entries(values)) {
      fields[name].put(value);
      followScale(name);
    }
    pointNeedle();
    changed();
  }

  function turnBy(seconds) {
    putQuietly({ theta: ((+fields.theta.value || 0) + SPEED * seconds) % 360 });
  }

  function reset() {
    switches.put();
    fields.base.put(controls.base.first);
    followScale("scale");
    put({ gamma: controls.gamma.first, psi: controls.psi.first });
  }

  find(".reset").addEventListener("click", reset);

  const numbers = () => Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
  return {
    values: () => ({ ...numbers(), ...switches.values() }),
    stop: turning.stop,
    take({ sigma, theta_deg: theta, scale }) {
      const given = { sigma, theta: theta === undefined ? undefined : withinTurn(theta), scale };
      put(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
    },
    refuse(errors) {
      for (const name in fields) fields[name].refuse(errors?.[name]);
      find("#gabor-setting-wrong").textContent = errors?.setting ?? "";
    },
    keep() {
      const { dc_free: dcFree, norm } = switches.values();
      return { values: numbers(), dcFree, norm, more: more.open };
    },
    restore(kept) {
      for (const [name, value] of Object.entries(kept.values ?? {}))
        if (typeof value === "number") fields[name].put(value);
      switches.put(kept.dcFree, kept.norm);
      more.open = kept.more ?? false;
      followScale("scale");
      pointNeedle();
    },
  };
}
