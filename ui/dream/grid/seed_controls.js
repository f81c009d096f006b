/* Buttons beside the seed: a new one at random, and the way back and forth among those that have given digits. */

import { SeedHistory } from "./seed_history.js";

const REMEMBERED = 200; // seeds
const RANDOM_LIMIT = 1_000_000; // short enough to be told to somebody

/** Attach the buttons to the field of the seed.
    @param {import("../types").Find} find
    @param {HTMLInputElement} input
    @param {object} calls
    @param {() => void} calls.beforeNew called before a new seed is set
    @param {() => void} calls.changed called when a button has set the seed
    @returns {(seed: string) => void} remembers a seed that has given digits */
export function attachSeedControls(find, input, { beforeNew, changed }) {
  const history = new SeedHistory(REMEMBERED);
  const [back, forth] = [find(".back"), find(".forth")];

  function settle() {
    back.disabled = !history.hasPrevious;
    forth.disabled = !history.hasNext;
  }

  function set(seed) {
    input.value = seed;
    settle();
    changed();
  }

  find(".dice").addEventListener("click", () => {
    beforeNew();
    set(String(crypto.getRandomValues(new Uint32Array(1))[0] % RANDOM_LIMIT));
  });
  back.addEventListener("click", () => set(history.move(-1)));
  forth.addEventListener("click", () => set(history.move(1)));
  settle();
  return (seed) => {
    history.remember(seed);
    settle();
  };
}
