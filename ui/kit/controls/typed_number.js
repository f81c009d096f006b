/* Numbers as visitors type them, on any keyboard. ui/kit/typed_numbers.py reads the same; one table of cases,
   tests/ui/kit/typed_numbers.json, holds both together. */

// What keyboards give for a minus: hyphens and dashes, the minus sign, and the sound mark of Japanese input.
const MINUS = /[\u2010-\u2015\u2212\u30fc]/g;
// What they give for a decimal point: a comma, and the full stop and middle dots of Japanese input.
const POINT = /[,\u3002\u30fb\u00b7]/g;
const NUMBER = /^[+-]?([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})$/;

/** Turn what people type, full-width letters, dashes, commas, spaces, into the letters that `Number` reads.
    @param {string} typed
    @returns {string} without any space */
export function plainNumber(typed) {
  return typed.normalize("NFKC").replace(/\s/g, "").replace(MINUS, "-").replace(POINT, ".");
}

/** Read a typed number.
    @param {string} typed
    @param {{min?: number, max?: number, whole?: boolean}} [range] whole: only whole numbers count
    @returns {number | undefined} undefined for what is no number, or beyond the range */
export function typedNumber(typed, { min = -Infinity, max = Infinity, whole = false } = {}) {
  const plain = plainNumber(typed);
  if (!NUMBER.test(plain) || (whole && plain.includes("."))) return undefined;
  const number = Number(plain);
  return number >= min && number <= max ? number : undefined;
}
