/* Asking a server function live. */

/** Keep one request in flight, and after it the newest question alone.
    `ask(question)` returns a promise; `show(answer, question, last)` gets each answer in order: {ok, …},
    or {ok: false, lost: true} when none came. Returns {ask(question), forget()}: `forget` drops the question that waits
    and the answer under way. */
export function askNewest(ask, show) {
  let waiting;
  let busy = false;
  let era = 0;
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
  return {
    ask(question) {
      waiting = question;
      if (!busy) run();
    },
    forget() {
      waiting = undefined;
      era += 1;
    },
  };
}
