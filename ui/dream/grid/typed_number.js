/* Numbers as visitors type them. */

/** Read a typed number: full-width digits and a decimal comma are understood.
    @param {string} text
    @param {{min: number, max: number, whole: boolean}} range whole: only whole numbers count
    @returns {number | undefined} undefined for what is no number, or beyond the range */
export function typedNumber(text, { min, max, whole }) {
  const plain = text.normalize("NFKC").trim().replace(",", ".");
  if (plain === "" || !/^\+?[0-9]*\.?[0-9]*$/.test(plain)) return undefined;
  const number = Number(plain);
  if (whole && (!Number.isInteger(number) || plain.includes("."))) return undefined;
  return number >= min && number <= max ? number : undefined;
}
