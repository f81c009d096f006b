/* The wavelet's parameters as the visitor sets them: fields, dial, powers, mean and norm. */

import { withinTurn } from "./angles.js";
import { dial } from "./dial.js";
import { meanAndNorm } from "./mean_and_norm.js";
import { motion } from "./motion.js";
import { waveletNumbers } from "./wavelet_numbers.js";

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
  const numbers = waveletNumbers(find, controls, edited);
  const needle = dial(find(".dial"), (theta) => put({ theta }), signal);
  const turning = motion(find(".turn"), visible, turnBy, signal);
  const switches = meanAndNorm(element, changed);
  const more = find(".more");

  function pointNeedle() {
    const { theta } = numbers.values();
    if (typeof theta === "number") needle.show(theta);
  }

  function edited(name) {
    if (name === "theta") turning.stop();
    pointNeedle();
    changed();
  }

  function put(values) {
    if ("theta" in values) turning.stop();
    putWhileTurning(values);
  }

  function putWhileTurning(values) {
    numbers.put(values);
    pointNeedle();
    changed();
  }

  function turnBy(seconds) {
    putWhileTurning({ theta: ((+numbers.values().theta || 0) + SPEED * seconds) % 360 });
  }

  find(".reset").addEventListener("click", () => {
    switches.put();
    numbers.restore({ base: controls.base.first });
    put({ gamma: controls.gamma.first, psi: controls.psi.first });
  });
  return {
    values: () => ({ ...numbers.values(), ...switches.values() }),
    stop: turning.stop,
    take: (given) => put(valuesOf(given)),
    refuse(errors) {
      numbers.refuse(errors);
      find("#gabor-setting-wrong").textContent = errors?.setting ?? "";
    },
    keep() {
      const { dc_free: dcFree, norm } = switches.values();
      return { values: numbers.values(), dcFree, norm, more: more.open };
    },
    restore(kept) {
      numbers.restore(kept.values ?? {});
      switches.put(kept.dcFree, kept.norm);
      more.open = kept.more ?? false;
      pointNeedle();
    },
  };
}

/** Name the parameters that another widget gives as the form does, without those that it leaves out.
    @param {import("../../kit/runtime/types").GaborTake} offer */
function valuesOf({ sigma, theta_deg: theta, scale }) {
  const given = { sigma, theta: theta === undefined ? undefined : withinTurn(theta), scale };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
