/* Asking a server function live. */

/** Keep one request in flight, and after it the newest question alone.
    @param {(question: any) => any} ask gives a promise of an answer; a question is anything but undefined
    @param {(answer: any, question: any, last: boolean) => void} show gets each answer in order: {ok, …}, or
      {ok: false, lost: true} when none came; last: whether no other question waits
    @param {AbortSignal} [signal] once it aborts, nothing is asked or shown any more
    @returns {{ask: (question: any) => void, forget: () => void}} `forget` drops the question that waits and the answer
      under way */
export function askNewest(ask, show, signal) {
  /** @type {any} */
  let waiting;
  let busy = false;
  let era = 0; // counts what was forgotten, so that an answer of before can be told

  async function run() {
    busy = true;
    while (waiting !== undefined) {
      const question = waiting;
      const began = era;
      waiting = undefined;
      const answer = await Promise.resolve(ask(question)).catch(() => undefined);
      if (began === era) show(answer ?? { ok: false, lost: true }, question, waiting === undefined);
    }
    busy = false;
  }

  function forget() {
    waiting = undefined;
    era += 1;
  }

  signal?.addEventListener("abort", forget);
  return {
    ask(question) {
      if (signal?.aborted) return;
      waiting = question;
      if (!busy) run();
    },
    forget,
  };
}
