/* The sheet that the bank shows, and what it is of. */

import { nameOf } from "./questions.js";

/** @typedef {import("./contact_sheet.js").ContactSheet & {peak: number}} Sheet */

/** Remember what the newest sheet is of.
    @param {{scales: number[], directions: number}} axes
    @returns {{isOf: (subject: import("./questions.js").Subject) => boolean,
    put: (answer: any, subject: import("./questions.js").Subject) => {sheet: Sheet, other: boolean}}} `put` makes a sheet
    of the server's {picture, peak} and tells whether its picture is another than that of the sheet before */
export function shownSheet({ scales, directions }) {
  let of; // the subject of the sheet
  return {
    isOf: (subject) => of !== undefined && nameOf(of) === nameOf(subject),
    put({ picture, peak }, subject) {
      const other = of?.picture !== subject.picture;
      of = subject;
      return { sheet: { ...picture, peak, rows: scales.length, columns: directions }, other };
    },
  };
}
