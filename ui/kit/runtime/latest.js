/* Asking a server function: patiently, since a busy server refuses and a moment later answers; and live. */

const PAUSES = [200, 400, 600, 800]; // ms before each further try: after two seconds the page says that no answer came

/** Wait, each time somewhat longer or shorter: pages that were refused together do not come back together. */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms * (0.75 + Math.random() / 2)));

/** Ask once, and again where no answer comes.
    @param {() => any} ask gives an answer or a promise of one
    @returns {Promise<any>} the answer; undefined where none has come after two seconds */
export async function askPatiently(ask) {
  for (const ms of [...PAUSES, undefined]) {
    const answer = await answerOf(ask);
    if (answer !== undefined || ms === undefined) return answer;
    await pause(ms);
  }
}

/** @param {() => any} ask */
async function answerOf(ask) {
  try {
    return (await ask()) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keep one request in flight, and after it the newest question alone. Where no answer comes, the newest is asked again.
    @param {(question: any) => any} ask gives a promise of an answer; a question is anything but undefined
    @param {(answer: any, question: any, last: boolean) => void} show gets each answer in order: {ok, …}, or
      {ok: false, lost: true} when none has come after two seconds; last: whether no other question waits
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
    let tries = 0;
    while (waiting !== undefined) {
      const question = waiting;
      const began = era;
      waiting = undefined;
      const answer = await answerOf(() => ask(question));
      if (began !== era) tries = 0;
      else if (answer === undefined && tries < PAUSES.length) {
        await pause(PAUSES[tries++]);
        if (began === era) waiting ??= question; // a newer one takes its place
      } else {
        tries = 0;
        show(answer ?? { ok: false, lost: true }, question, waiting === undefined);
      }
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
