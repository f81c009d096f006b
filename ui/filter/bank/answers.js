/* The server's answers about the bank, their pictures decoded. */

import { greyOf } from "../../kit/pictures/colour_maps.js";
import { language } from "../../kit/runtime/language.js";
import { askWithPixels } from "../ask_with_pixels.js";

/** Ask the server for the maps of a row, and for the whole sheet where it is wanted.
    @param {any} server
    @param {{of: import("./questions.js").Subject, row: number, sheet: boolean}} question
    @returns {Promise<any>} its answer, see `ui.filter.bank.server.answer`, with {grey, width, height} in place of each
    picture; undefined where none came */
export async function fetchBank(server, { of: { pixels, ...values }, row, sheet }) {
  // The server wants a whole wavelet; direction and scale of this one are those of the bank.
  const question = { ...values, theta: 0, scale: 1, row, sheet, lang: language };
  const answer = await askWithPixels((request) => server.show_bank(request), question, pixels);
  if (answer?.ok) {
    for (const map of [answer.sheet, ...Object.values(answer.maps)]) if (map) map.picture = await greyOf(map.picture);
  }
  return answer;
}
