/* The scale as a power, base^index: three parameters of which any may be the one that the visitor sets. */

import { indexOfScale, indexReach } from "./numbers.js";

/** Make a function that brings the others in line once one of scale, base and index has changed.
    @param {Record<string, import("./parameter.js").Parameter>} fields at least scale, base and index
    @param {{low: number, high: number}} limits of the scale
    @returns {(name: string) => void} gets the name of the parameter that has changed; other parameters change nothing */
export function scalePowers({ scale, base, index }, limits) {
  return (name) => {
    // What is typed may be no number: then the others stay as they are.
    if (name === "scale" && isNumber(scale.value) && isNumber(base.value) && scale.value > 0)
      index.put(indexOfScale(scale.value, base.value));
    if ((name === "base" || name === "index") && isNumber(base.value) && isNumber(index.value))
      scale.put(base.value ** index.value);
    if (isNumber(base.value)) index.reach(...indexReach(base.value, limits));
  };
}

/** Tell whether a parameter holds a number.
    @param {number | string} value
    @returns {value is number} */
function isNumber(value) {
  return typeof value === "number";
}
