/* The page's language: what the address asks for, or else the browser. */

const LANGUAGES = ["en", "ja"];

/** Find the first of some languages that the page speaks, or English.
    @param {(string | null)[]} wanted codes of two letters, the most wanted first; null for no wish
    @returns {string} */
export function firstKnown(wanted) {
  return wanted.find((code) => code !== null && LANGUAGES.includes(code)) ?? "en";
}

/** Choose the language, say it in the document's lang, and have Gradio's own components follow. */
export function chooseLanguage() {
  const requested = new URLSearchParams(location.search).get("lang");
  const preferred = (navigator.language || "en").slice(0, 2).toLowerCase();
  const language = firstKnown([requested, preferred]);
  document.documentElement.lang = language;
  // Gradio's own components read the browser's language: let the address decide for them too.
  Object.defineProperty(navigator, "language", { get: () => language, configurable: true });
}
