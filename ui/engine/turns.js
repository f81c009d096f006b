/* Whose turn it is in the worker: the newest stroke before all that takes longer, a few milliseconds at a time. */

/** Work that has been asked for.
    @typedef {object} Task
    @property {string} name of the function
    @property {number} from which part of the page asks
    @property {Generator<void, any, void>} steps
    @property {(answer: any) => void} done is called with the answer, undefined where the server has to give it */

const DROPPED = { ok: false, dropped: true };

/** Make a line of tasks.
    @param {{[name: string]: string[]}} outdatedBy for a function, those whose newer call makes its answer useless
    @param {(again: () => void) => void} later calls back once whatever has come meanwhile is known
    @returns {{add(task: Task): void, readonly length: number}} */
export function turns(outdatedBy, later) {
  /** @type {Task[]} */
  let waiting = [];
  let running = false;

  /** Choose what goes on: what was asked for last, since it is what the visitor looks at. Functions that may be outdated
      by others are long, and come after those. */
  function next() {
    const quick = waiting.filter(({ name }) => !isSlow(name));
    const from = quick.length ? quick : waiting;
    return from[from.length - 1];
  }

  const isSlow = (name) => outdatedBy[name]?.some((other) => other !== name) ?? false;

  function run() {
    const task = next();
    if (!task) {
      running = false;
      return;
    }
    const answer = step(task);
    if (answer.done) {
      waiting = waiting.filter((other) => other !== task);
      task.done(answer.value);
    }
    later(run);
  }

  return {
    add(task) {
      const outdated = waiting.filter(
        ({ name, from }) => from === task.from && (outdatedBy[name]?.includes(task.name) ?? false),
      );
      waiting = waiting.filter((other) => !outdated.includes(other));
      for (const other of outdated) other.done(DROPPED);
      waiting.push(task);
      if (running) return;
      running = true;
      later(run);
    },
    get length() {
      return waiting.length;
    },
  };
}

/** Take a task one step further. A mistake of ours is the server's turn, as is what cannot be answered here.
    @param {Task} task
    @returns {{done?: boolean, value?: any}} */
function step({ steps }) {
  try {
    return steps.next();
  } catch {
    return { done: true, value: undefined };
  }
}
