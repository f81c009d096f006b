/* The server's answers about the response, their pictures decoded. */

import { greyOf } from "../../kit/pictures/colour_maps.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { language } from "../../kit/runtime/language.js";
import { askWithPixels } from "../ask_with_pixels.js";

/** Ask the server for a response.
    @param {any} server
    @param {{of: import("../../kit/runtime/types").FilterPicture} & Record<string, any>} question `of`: the picture to
    filter; the rest as `ui.filter.tab.answer` takes it
    @returns {Promise<any>} its answer, with {grey, width, height} in place of each picture; undefined where none came */
export async function fetchResponse(server, { of, ...values }) {
  const question = { ...values, lang: language, picture: of.key };
  const answer = await askWithPixels(
    (request) => server.filter_picture(request),
    of.key ? question : { ...question, pixels: of.pixels },
    of.pixels,
  );
  if (answer?.ok) {
    const parts = Object.values(answer.parts);
    const pictures = await Promise.all(parts.map(({ picture }) => greyOf(picture)));
    parts.forEach((part, at) => (part.picture = pictures[at]));
    await decodeKernel(answer.kernel);
  }
  return answer;
}

/** Decode the pictures of a kernel, which is changed. */
async function decodeKernel(kernel) {
  for (const part of ["real", "imaginary"])
    kernel[part] = { grey: fromBase64(kernel[part]), width: kernel.side, height: kernel.side };
  if (kernel.plane) kernel.plane = await greyOf(kernel.plane);
}
