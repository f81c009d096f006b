/* A speaker for tests: it says a key and its values, so that tests do not depend on how a sentence is worded. */

export function say(key, values = {}) {
  return [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(" ");
}
