/* A training on the page: the frame of a moment, curves with a line that marks it, what samples read as. */

import { language } from "../../kit/runtime/language.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { layOutClassCounts } from "./class_counts.js";
import { drawEpochs } from "./loss_curves.js";
import { layOutPlots } from "./plots.js";
import { momentText, nearestMoment } from "./record.js";

/** Prepare the film.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {{articles: number[], side: number}} props digits whose common share is told; px a side of a frame
    @param {number} share of the training at which the film stands at first, 0…1; the end is what the model
      became */
export function layOutFilm(find, say, { articles, side }, share) {
  const fold = find("details");
  const slider = find(".when");
  const canvas = find(".frame canvas");
  const counts = layOutClassCounts(find, say, articles, formatted);
  /** @type {import("./record.js").TrainingRecord | null} */
  let record = null;
  /** @type {ReturnType<typeof layOutPlots> | null} */
  let plots = null;

  function draw() {
    if (!record || !fold.open) return;
    plots?.draw(record);
    drawEpochs(find(".axis canvas"), record.epochs);
    counts.draw(record);
  }

  function go(to) {
    if (!record) return;
    const n = record.epochs.length;
    const { share: reached, index } = nearestMoment(to, n);
    share = reached;
    slider.value = index;
    find(".now i").style.left = `${(100 * index) / Math.max(1, n - 1)}%`;
    const text = momentText(say, record, index, formatted);
    find(".moment").textContent = text;
    slider.setAttribute("aria-valuetext", text);
    showFrame(canvas, record.grey, index, side, text);
    plots?.tell(record, index);
    counts.tell(record, index);
  }

  return {
    draw,
    /** Stand at a share of the training, 0…1: at the moment that is nearest. */
    go,
    /** Show a record.
        @param {import("./record.js").TrainingRecord} next
        @param {Record<string, string[]>} curves columns of its history, by plot */
    show(next, curves) {
      record = next;
      slider.max = record.epochs.length - 1;
      canvas.hidden = !record.grey;
      find(".no-film").hidden = Boolean(record.grey);
      find(".same").hidden = !record.grey;
      counts.show(record);
      plots = layOutPlots(find(".plots"), say, curves);
      draw();
      go(share);
    },
    /** Stand still while another record is awaited; what is on the page stays. */
    clear() {
      record = null;
    },
    /** How many moments there are, 0 without a record. */
    get moments() {
      return record?.epochs.length ?? 0;
    },
    get share() {
      return share;
    },
    get visible() {
      return fold.open && slider.offsetParent !== null;
    },
  };
}

/** Show the frame of a moment, where there is a film. */
function showFrame(canvas, grey, index, side, text) {
  if (!grey) return;
  paintInk(canvas, grey.subarray(index * side ** 2, (index + 1) * side ** 2), side);
  canvas.ariaLabel = text;
}

/** Write a number with so many decimals at most, as the page's language does. */
function formatted(value, decimals) {
  return value.toLocaleString(language, { maximumFractionDigits: decimals });
}
