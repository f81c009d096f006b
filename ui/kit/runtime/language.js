/* The page's language, which shell/early_language.js has chosen, and its texts. */

/** "en" or "ja"; "en" where there is no document, as in Node. */
export const language = globalThis.document?.documentElement.lang ?? "en";

/** Texts by language and key, such as {en: {clear: "Clear"}}.
    @typedef {{[language: string]: {[key: string]: string}}} Words */

/** Gives the text of a key with its {placeholders} filled.
    @typedef {(key: string, values?: {[name: string]: any}) => string} Say */

/** Make a function that gives the text of a key with its {placeholders} filled. English stands in for a text that the
    language has not got, the key itself for one that neither has; a placeholder without a value stays as it is.
    @param {Words} words
    @param {string} [tongue] the page's language where it is left out
    @returns {Say} */
export function speaker(words, tongue = language) {
  return (key, values = {}) => {
    const text = words[tongue]?.[key] ?? words.en[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
}

/** Put the text of `words` into every child that has data-text="…", and into the attributes of those with
    data-label="…" (aria-label, and title too where it is a button).
    @param {ParentNode} element
    @param {Words} words
    @returns {Say} a speaker of the same words */
export function fillTexts(element, words) {
  const say = speaker(words);
  for (const child of labelled(element, "text")) child.textContent = say(child.dataset.text ?? "");
  for (const child of labelled(element, "label")) {
    const text = say(child.dataset.label ?? "");
    child.setAttribute("aria-label", text);
    if (child.tagName === "BUTTON") child.title = text;
  }
  return say;
}

/** Find all children that have a data attribute of some name.
    @param {ParentNode} element
    @param {string} name
    @returns {NodeListOf<HTMLElement>} */
function labelled(element, name) {
  return element.querySelectorAll(`[data-${name}]`);
}
