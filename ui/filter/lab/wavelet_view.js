/* The wavelet in small: pictures of its parts, and what can be said of it in numbers. */

import { COLOURS, paintGrey } from "../../kit/pictures/colour_maps.js";

/** Make a function that shows a wavelet.
    @param {(selector: string) => any} find
    @param {(key: string, values?: object) => string} say
    @returns {(kernel: any, measures: any) => void} gets the server's answer of these names, the kernel's pictures
    decoded; see `ui.filter.kernel.server` */
export function waveletView(find, say) {
  const canvases = ["real", "imaginary"].map((part) => [part, find(`#gabor-kernel-${part} canvas`)]);
  const badge = find(".badge");
  return (kernel, measures) => {
    for (const [part, canvas] of canvases) paintGrey(canvas, kernel[part], COLOURS.grey);
    find(".span").textContent = say("span", { px: kernel.span });
    find(".wavelength").textContent = say("px", { px: measures.wavelength.toFixed(1) });
    find(".std").textContent = widthText(measures, say);
    const share = measures.mean_without.toPrecision(2);
    find("#gabor-dc-free .hint").textContent = say(measures.mean ? "dc_leaks" : "dc_kept_out", { share });
    badge.hidden = !measures.undersampled;
    badge.querySelector("span").textContent = say("undersampled_why", { share: measures.leakage.toPrecision(2) });
  };
}

/** Write the envelope's width, one number where it is round. */
function widthText({ std, std_across: across }, say) {
  if (std === across) return say("px", { px: std.toFixed(1) });
  return say("px_by", { along: std.toFixed(1), across: across.toFixed(1) });
}
