/* Links to a sample: the address's fragment holds the values of the form. */

const START = "#dream="; // the model follows, then the other fields

/** Write the fragment that leads to a sample.
    @param {Omit<import("./sample.js").SampleRequest, "lang">} values of the form's fields
    @returns {string} */
export function linkOf({ model, digit, number, ...rest }) {
  /** @type {Record<string, string>} */
  const values = { dream: model, digit, ...(digit === "number" ? { number } : {}), ...rest };
  return `#${new URLSearchParams(values)}`;
}

/** Read the fragment of an address.
    @param {string} hash
    @param {string[]} models that are there
    @returns {(Record<string, string> & {missing: string}) | undefined} values by field, and the name of a model that is
      not there or ""; undefined where the fragment is about something else. Nothing is validated: the server says what
      is wrong with a value. */
export function linkedValues(hash, models) {
  if (!hash.startsWith(START)) return undefined;
  const { dream: model, ...values } = Object.fromEntries(new URLSearchParams(hash.slice(1)));
  return models.includes(model) ? { ...values, model, missing: "" } : { ...values, missing: model };
}
