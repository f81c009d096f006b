/* What the Filter tab's servers answer (lab/server.py, bank/server.py), computed in the browser. In place of data URLs it
   gives {grey, width, height}. */

import { bankOf } from "../engine/gabor/bank.js";
import { describe, detail, measures } from "../engine/gabor/description.js";
import { paintedParts } from "../engine/gabor/grey.js";
import { filtered } from "../engine/gabor/response.js";
import { gainOf } from "../engine/gabor/ridges.js";
import { TransformSlot } from "../engine/gabor/spectrum.js";
import { oneOf, present } from "../engine/requests.js";
import { keptPictures } from "./kept_pictures.js";
import { pixelsOf, waveletOf } from "./read_question.js";

const REPLICA = "engine"; // by which the page tells it from servers, where a picture is lacking

/** @param {import("../engine/types").Engine} engine
    @returns {{[name: string]: (question: any) => any}} by the names of the server's functions */
export function filterAnswers({ wasm, settings: { filter: settings } }) {
  const { faint, padding } = settings;
  const pictures = keptPictures();
  /** @type {import("../engine/gabor/response.js").Filter | undefined} */
  let filter; // takes room once it is needed

  /** Find the picture that is asked about: its key, its spectrum, and who has its pixels now, where they came along. */
  function pictureOf({ picture, pixels }) {
    const came = pixels !== undefined && pixels !== null;
    const key = came ? pictures.put(pixelsOf(pixels, settings), picture) : picture;
    filter ??= { wasm, padding, slot: new TransformSlot(wasm, 2 * settings.sides[1]) };
    return { key, filter, spectrum: pictures.spectrum(key), holder: came ? { replica: REPLICA } : {} };
  }

  return {
    filter_picture(question) {
      const wavelet = waveletOf(question, settings);
      const parts = settings.shown[oneOf(question.part ?? "real", Object.keys(settings.shown))];
      const { key, filter, spectrum, holder } = pictureOf(question);
      if (!spectrum) return NEEDED;
      const painted = filtered(filter, spectrum, wavelet, (response) =>
        paintedParts(wasm, response, parts, faint * gainOf(wavelet)),
      );
      pictures.trim();
      const more = question.detail === true ? detail(wavelet, settings.kernel) : {};
      return {
        ok: true,
        picture: key,
        parts: painted,
        kernel: { ...describe(wavelet, settings.kernel), ...more },
        measures: measures(wavelet, settings.kernel),
        ...holder,
      };
    },
    *show_bank(question) {
      const wavelet = waveletOf(question, settings);
      const row = oneOf(question.row, [...settings.bank.scales.keys()]);
      const { key, filter, spectrum, holder } = pictureOf(question);
      if (!spectrum) return NEEDED;
      const wanted = { row, sheet: question.sheet === true, faint };
      const found = yield* bankOf(filter, spectrum, wavelet, settings.bank, wanted);
      pictures.trim();
      return { ok: true, picture: key, ...holder, ...found };
    },
    show_picture: ({ picture }) => ({ ok: true, picture: present(pictures.picture(picture)) }),
  };
}

const NEEDED = Object.freeze({ ok: false, need: "image", replica: REPLICA });
