/* Values that widgets of one page share, each under a name. */

const channels = new Map(); // name → {value, listeners}

/** Find or make the channel of a name: {value, set(value), subscribe(listener, signal)}.
    A late subscriber gets the present value at once; it is told no more once `signal` aborts. */
export function channel(name) {
  if (!channels.has(name)) channels.set(name, { value: undefined, listeners: new Set() });
  const entry = channels.get(name);
  return {
    get value() {
      return entry.value;
    },
    set(value) {
      entry.value = value;
      for (const listener of entry.listeners) listener(value);
    },
    subscribe(listener, signal) {
      entry.listeners.add(listener);
      signal?.addEventListener("abort", () => entry.listeners.delete(listener));
      if (entry.value !== undefined) listener(entry.value);
    },
  };
}
