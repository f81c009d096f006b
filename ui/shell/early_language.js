/* The page's language: what the address asks for, or else the browser. */

const LANGUAGES = ["en", "ja"];

/** Choose the language, say it in the document's lang, and have Gradio's own components follow. */
export function chooseLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const preferred = (navigator.language || "en").slice(0, 2).toLowerCase();
  const language = [asked, preferred].find((code) => LANGUAGES.includes(code)) ?? "en";
  document.documentElement.lang = language;
  // Gradio's own components read the browser's language: let the address decide for them too.
  Object.defineProperty(navigator, "language", { get: () => language, configurable: true });
}
