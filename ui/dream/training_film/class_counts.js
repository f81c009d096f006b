/* What samples read as during a training: a band over all moments, and a histogram of one of them. */

import { drawBand } from "../../kit/pictures/probability_bands.js";
import { layOutHistogram } from "../digit_histogram.js";
import { make } from "../make.js";
import { shareText } from "../share_text.js";
import { middlesOf, takeoverText } from "./record.js";
import { LEFT, RIGHT } from "./time_scale.js";

const NARROW = 0.05; // share below which a digit is not written at the band's end

/** Prepare the band and the histogram.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {number[]} together digits whose common share is told
    @param {(value: number, decimals: number) => string} format writes a number with so many decimals at most */
export function layOutClassCounts(find, say, together, format) {
  const showShares = layOutHistogram(find(".histogram"), {
    bar: (digit, share) => say("bar", { digit, share: shareText(say, share) }),
    short: (share) => shareText(say, share),
  });

  return {
    /** Show the parts about counts where a training was counted, and say whether a digit took over.
        @param {import("./record.js").TrainingRecord} record */
    show({ shares, takeover }) {
      for (const part of find("details").querySelectorAll(".count")) part.hidden = !shares;
      find(".verdict").textContent = takeover ? takeoverText(say, takeover, together) : "";
    },
    /** Paint the band, which begins at the first moment that was counted.
        @param {import("./record.js").TrainingRecord} record */
    draw({ epochs, shares }) {
      if (!shares) return;
      const band = find(".band");
      const first = shares.findIndex(Boolean);
      const from = first / (epochs.length - 1);
      const width = `(100% - ${LEFT + RIGHT}px)`;
      band.style.left = `calc(${LEFT}px + ${width} * ${from})`;
      band.style.width = `calc(${width} * ${1 - from})`;
      band.ariaLabel = find(".verdict").textContent;
      drawBand(
        band,
        shares.filter((share) => share !== null),
      ); // from the first moment on all are counted
      find(".ends").replaceChildren(...endLabels(shares[shares.length - 1] ?? []));
    },
    /** Show what samples read as at a moment.
        @param {import("./record.js").TrainingRecord} record
        @param {number} index */
    tell({ shares, counted, samples }, index) {
      if (!shares || !counted || !samples) return;
      const now = shares[index];
      showShares(now);
      const epoch = counted[index] ?? counted.find((one) => one !== null);
      const key = counted[index] === null ? "uncounted" : "counted";
      find(".counted-when").textContent = say(key, { epoch, n: format(samples[index] ?? 0, 0) });
      const share = together.reduce((sum, digit) => sum + (now?.[digit] ?? 0), 0);
      find(".together").textContent = now ? say("together", { share: shareText(say, share) }) : "";
    },
  };
}

/** Write each digit beside the band where it ends, unless it ends narrow. */
function endLabels(shares) {
  const middles = middlesOf(shares);
  return shares.map((share, digit) => {
    const name = make("li", { textContent: String(digit), hidden: share < NARROW });
    name.style.bottom = `${100 * middles[digit]}%`;
    return name;
  });
}
