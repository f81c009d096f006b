/* A speaker for tests, which takes the language's place: kit/runtime/language.js needs a document. */

/** Make a function that fills the {placeholders} of the text of a key. */
export function speak(words) {
  return (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words[key]);
}
