/* What the page makes of sheets, for test_framing.py. */

import { seen } from "../../../../ui/engine/sketch/sheet_codec.js";

/** @param {{sheets: any[], settings: any, first: string | undefined}} task first: NaN or Infinity, which JSON cannot
      say, for the first coordinate of all */
export function run({ sheets, settings, first }) {
  if (first) sheets[0].strokes[0][0][0] = Number(first);
  return sheets.map((sheet) => seen(sheet, settings) ?? null);
}
