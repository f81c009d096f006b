/* Undo and redo: states of something that is never changed but replaced. */

const LONGEST = 200; // steps that can be taken back

/** Steps that can be taken back and done again.
    @template State
    @typedef {object} History
    @property {boolean} canUndo
    @property {boolean} canRedo
    @property {(present: State) => void} remember keeps the present state before it is replaced, and forgets what was undone
    @property {(present: State) => State | undefined} undo gives the state before, undefined where there is none
    @property {(present: State) => State | undefined} redo gives the state that was undone, undefined where there is none
    @property {() => void} clear forgets everything */

/** Begin a history with no step in it.
    @template State
    @param {number} [longest] steps that can be taken back; beyond that the oldest are forgotten
    @returns {History<State>} */
export function newHistory(longest = LONGEST) {
  /** @type {State[]} */
  const done = [];
  /** @type {State[]} */
  const undone = [];

  /** Move from one stack to the other. */
  function step(from, to, present) {
    if (!from.length) return undefined;
    to.push(present);
    return from.pop();
  }

  return {
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
    remember(present) {
      done.push(present);
      if (done.length > longest) done.shift();
      undone.length = 0;
    },
    undo: (present) => step(done, undone, present),
    redo: (present) => step(undone, done, present),
    clear() {
      done.length = undone.length = 0;
    },
  };
}
