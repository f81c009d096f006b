/* The sample on the page: its digits in the chosen order, how they are read, and a legend. */

import { PIXELS } from "../../kit/pictures/frames.js";
import { layOutBars } from "./bars.js";
import { layOutCloseUp } from "./close_up.js";
import { digitOf, orderOf } from "./sample.js";
import { attachSorts } from "./sort_choice.js";
import { legendText } from "./tile_text.js";
import { layOutTiles } from "./tiles.js";
import { writtenNumber } from "./written_number.js";

/** Lay out the grid, its close-up, the bars and the choice of an order.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {string} sort the order chosen at first: "drawn", "digit" or "score" */
export function layOutSample(find, say, sort) {
  /** @type {import("./sample.js").Sample | null} */
  let sample = null;
  /** @type {number[]} */
  let order = []; // indices in the sample, by place in the grid

  const showReadings = layOutBars(find, say);
  const openCloseUp = layOutCloseUp(find, say, tileAt, (place) => tiles.focus(place));
  const tiles = layOutTiles(find("#dream-samples"), say, openCloseUp);
  const sorts = attachSorts(find(".sorts"), sort, () => sample?.readings && paint());

  function paint() {
    if (!sample) return;
    const { n, request, readings } = sample;
    const number = writtenNumber(request);
    order = orderOf(n, readings, number ? "drawn" : sorts.value); // a number is read in its own order
    tiles.paint(sample, order, number);
    if (readings) tiles.tell(readings, order);
  }

  /** @param {number} place
      @returns {import("../../kit/runtime/types").GeneratedDigit | undefined} undefined before the readings have come */
  function tileAt(place) {
    if (!sample?.readings || !(place in order)) return undefined;
    return digitOf({ ...sample, readings: sample.readings }, order[place]);
  }

  return {
    paint,
    get sample() {
      return sample;
    },
    get order() {
      return order;
    },
    get sort() {
      return sorts.value;
    },
    /** Whether the sample can be shown in the chosen order only once it has been read. */
    get needsReadings() {
      return sorts.value !== "drawn" && sample !== null && !writtenNumber(sample.request);
    },
    /** Leave room for n digits that are to come.
        @param {number} n */
    showBlank(n) {
      const blank = { grey: new Uint8Array(n * PIXELS), readings: null };
      tiles.paint(blank, orderOf(n, null, "drawn"), "");
    },
    /** Take a sample, which `paint` then shows.
        @param {import("./sample.js").Sample} next */
    take(next) {
      sample = next;
    },
    /** Show what was read in the sample.
        @param {import("./sample.js").Readings} readings */
    tell(readings) {
      if (!sample) return;
      sample.readings = readings;
      paint();
      showReadings(sample.n, readings, sample.request.digit !== "any");
      find(".legend").textContent = legendText(say, readings.critic, sample.request.model);
      sorts.offerScore(Boolean(readings.critic));
    },
  };
}
