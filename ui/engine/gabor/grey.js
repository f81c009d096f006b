/* Responses as grey bytes, which the page colours. Python's side: ui/filter/response_image.py. */

/** A grey picture, and the value that its white stands for.
    @typedef {{picture: import("../../kit/runtime/types").GreyPicture, peak: number}} Painted */

/** Find the value to be shown as full black or white.
    @param {number} peak the largest size among values
    @param {number} faint below it they are not blown up to full contrast
    @returns {number} 0 where even that would leave every pixel at zero: rounding errors, of a flat picture */
export function loudest(peak, faint) {
  return (peak * 127) / faint > 0.5 ? Math.max(peak, faint) : 0;
}

/** Paint parts of a response, each as Python's `as_grey` does.
    @param {import("../wasm.js").Wasm} wasm
    @param {import("./response.js").Response} response
    @param {string[]} parts of "real", "imaginary", "magnitude" and "phase"
    @param {number} faint
    @returns {Record<string, Painted>} */
export function paintedParts(wasm, response, parts, faint) {
  const { re, im, height, stride } = response;
  const count = height * stride;
  return wasm.borrow(() => {
    const found = wasm.take(4);
    const bytes = wasm.take(count / 4);
    wasm.call.peaks_of(re, im, count, found);
    const [real, imaginary, magnitude] = [...wasm.view(found, 3)].map((peak) => loudest(peak, faint));
    const signed = (values, peak) => wasm.call.grey_bytes(values, count, peak && 127 / peak, 128, bytes);
    const painters = {
      real: () => (signed(re, real), real),
      imaginary: () => (signed(im, imaginary), imaginary),
      magnitude: () => (wasm.call.magnitude_bytes(re, im, count, magnitude && 255 / magnitude, bytes), magnitude),
      phase: () => (
        wasm.call.phase_bytes(re, im, count, magnitude ? magnitude / 255 : Infinity, bytes),
        magnitude && Math.PI
      ),
    };
    return Object.fromEntries(
      parts.map((part) => {
        const peak = painters[part]();
        return [part, { picture: pictureAt(wasm, bytes, response), peak }];
      }),
    );
  });
}

/** Copy grey bytes out of the engine's memory, without what lies beyond the width.
    @param {import("../wasm.js").Wasm} wasm
    @param {import("../wasm.js").Pointer} bytes (height, stride)
    @param {{height: number, width: number, stride: number}} size
    @returns {import("../../kit/runtime/types").GreyPicture} */
export function pictureAt(wasm, bytes, { height, width, stride }) {
  const all = new Uint8Array(wasm.memory.buffer, bytes, height * stride);
  const grey = new Uint8Array(height * width);
  if (width === stride) grey.set(all);
  else for (let y = 0; y < height; y++) grey.set(all.subarray(y * stride, y * stride + width), y * width);
  return { grey, width, height };
}
