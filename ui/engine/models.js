/* The models that have come to the browser, by name. */

import { GAN } from "./networks/gan.js";
import { Plane } from "./networks/plane.js";
import { Reader } from "./networks/reader.js";
import { VAE } from "./networks/vae.js";
import { Weights } from "./networks/weights.js";

const FAMILIES = { vae: VAE, gan: GAN, plane: Plane, reader: Reader };

/** Build a model from its file.
    @param {import("./wasm.js").Wasm} wasm
    @param {ArrayBuffer} file
    @returns {VAE | GAN | Plane | Reader} */
export function build(wasm, file) {
  const weights = new Weights(wasm, file);
  return new FAMILIES[weights.program.family](weights);
}
