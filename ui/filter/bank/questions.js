/* What the bank asks about: the lab's picture and wavelet, as far as magnitudes depend on them. */

/** The lab's direction, scale and phase are not among it.
    @typedef {Pick<import("../../kit/runtime/types").Channels["gabor"],
    "picture" | "pixels" | "sigma" | "gamma" | "dc_free" | "norm">} Subject */

/** Pick what all magnitudes depend on from what the lab shows.
    @param {import("../../kit/runtime/types").Channels["gabor"]} shown
    @returns {Subject} */
export function subjectOf({ picture, pixels, sigma, gamma, dc_free, norm }) {
  return { picture, pixels, sigma, gamma, dc_free, norm };
}

/** Name a subject: two of one name have the same responses.
    @param {Subject} subject
    @returns {string} */
export function nameOf({ pixels: _, ...rest }) {
  return JSON.stringify(rest);
}
