/* Values that widgets of one page share, each under a name. */

/** @type {Map<string, {value: any, listeners: Set<(value: any) => void>}>} */
const channels = new Map();

/** Find or make the channel of a name; types.d.ts declares all of them with the types of their values. Listeners hear
    every `set`, also of the value that the channel has: some values are commands.
    @template {keyof import("./types").Channels} Name
    @param {Name} name
    @returns {import("./types").Channel<import("./types").Channels[Name]>} */
export function channel(name) {
  const entry = channels.get(name) ?? { value: undefined, listeners: new Set() };
  channels.set(name, entry);
  return {
    get value() {
      return entry.value;
    },
    set(value) {
      entry.value = value;
      for (const listener of entry.listeners) listener(value);
    },
    subscribe(listener, signal) {
      if (signal?.aborted) return;
      entry.listeners.add(listener);
      signal?.addEventListener("abort", () => entry.listeners.delete(listener));
      if (entry.value !== undefined) listener(entry.value);
    },
  };
}
