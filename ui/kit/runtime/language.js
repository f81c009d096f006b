/* The page's language, which shell/early_language.js has chosen, and its texts. */

/** "en" or "ja". */
export const language = document.documentElement.lang;

/** Make a function that gives the text of a key with its {placeholders} filled; words: {language: {key: text}}. */
export function speaker(words) {
  return (key, values = {}) => {
    const text = words[language]?.[key] ?? words.en[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
}

/** Put the text of `words` into every child that has data-text="…", and into the attributes of those with
    data-label="…" (aria-label and title). Returns a speaker of the same words. */
export function fillTexts(element, words) {
  const say = speaker(words);
  for (const child of element.querySelectorAll("[data-text]")) child.textContent = say(child.dataset.text);
  for (const child of element.querySelectorAll("[data-label]")) {
    child.setAttribute("aria-label", say(child.dataset.label));
    if (child.tagName === "BUTTON") child.title = child.getAttribute("aria-label");
  }
  return say;
}
