/* Everything that shows an answer of the server: the response, the wavelet in small, and what other widgets read. */

import { channel } from "../../kit/runtime/channels.js";
import { responseFigures } from "./response_figures.js";
import { waveletView } from "./wavelet_view.js";

/** Make what shows an answer.
    @param {(selector: string) => any} find
    @param {(key: string, values?: object) => string} say
    @param {number} wavelength px at scale 1
    @returns {{show: (answer: any, question: any) => void, values: (column: number, row: number) => [string, string][]}}
    `show` also publishes the question on the channel "gabor" and the wavelet on "gabor-kernel"; `values` gives the value
    of each part that is shown, as [part, text] */
export function responseView(find, say, wavelength) {
  const figures = responseFigures(find, say);
  const showWavelet = waveletView(find, say);
  return {
    values: figures.values,
    show({ parts, kernel, measures }, { of, detail: _, ...asked }) {
      figures.show(parts, asked.part);
      showWavelet(kernel, measures);
      channel("gabor-kernel").set({ ...kernel, ...measures, asked });
      channel("gabor").set({ ...asked, picture: of.key, pixels: of.pixels, wavelength });
    },
  };
}
