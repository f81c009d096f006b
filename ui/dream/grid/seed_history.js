/* Seeds that have given digits, to go back to and forth from, as a browser does with pages. */

export class SeedHistory {
  #seeds = [];
  #at = -1; // index of the present seed
  #limit;

  /** @param {number} limit how many seeds are remembered */
  constructor(limit) {
    this.#limit = limit;
  }

  /** Whether there is a seed before the present one. */
  get hasPrevious() {
    return this.#at > 0;
  }

  /** Whether there is a seed after the present one. */
  get hasNext() {
    return this.#at < this.#seeds.length - 1;
  }

  /** Move to another seed.
      @param {-1 | 1} by
      @returns {string} that seed */
  move(by) {
    this.#at += by;
    return this.#seeds[this.#at];
  }

  /** Put a seed after the present one, in place of those that followed; the present one itself is not repeated.
      @param {string} seed */
  remember(seed) {
    if (this.#seeds[this.#at] === seed) return;
    this.#seeds.splice(this.#at + 1, this.#seeds.length, seed);
    if (this.#seeds.length > this.#limit) this.#seeds.shift();
    this.#at = this.#seeds.length - 1;
  }
}
