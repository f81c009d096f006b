/* The page's side of the worker: questions go out under a number, answers come back. */

const SILENCE = 1500; // ms without a word from a worker that owes an answer, after which it is asked whether it lives

/** What a client tells.
    @typedef {object} News
    @property {(share: number) => void} progress of what is fetched, 0…1
    @property {(names: string[]) => void} ready with the names of the functions that it answers
    @property {(why: string) => void} failed for good: it will answer nothing any more */

/** Start a worker.
    @param {() => Worker} start makes it; may throw where a policy forbids workers
    @param {{manifest: import("../types").Manifest, base: string}} told what it is to begin with
    @param {News} news
    @returns {{ask(name: string, from: number, question: any): Promise<any>, end(): void}} `ask` gives undefined where the
      server has to answer */
export function workerClient(start, told, news) {
  /** @type {Map<number, (answer: any) => void>} */
  const owed = new Map();
  /** @type {Worker | undefined} */
  let worker;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let listening;
  let asked = 0;
  let ended = false;

  try {
    worker = start();
  } catch (error) {
    queueMicrotask(() => fail(String(error)));
  }
  if (worker) {
    worker.onmessage = ({ data }) => {
      if ("answer" in data) settle(data.id, data.answer);
      else if (data.progress !== undefined) news.progress(data.progress);
      else if (data.ready) news.ready(data.ready);
      else if (data.failed) fail(data.failed);
      if (!ended) heard();
    };
    worker.onerror = (event) => fail(event.message || "the worker does not start");
    worker.postMessage(told);
  }

  function settle(id, answer) {
    owed.get(id)?.(answer);
    owed.delete(id);
  }

  /** Take in that the worker lives, and go on listening while it owes answers. */
  function heard() {
    clearTimeout(listening);
    listening = undefined;
    if (owed.size) listen();
  }

  function listen() {
    listening ??= setTimeout(() => {
      worker?.postMessage({ ping: true });
      listening = setTimeout(() => fail("the worker has fallen silent"), SILENCE);
    }, SILENCE);
  }

  function fail(why) {
    if (ended) return;
    end();
    news.failed(why);
  }

  /** End the worker; the server answers what it owes. */
  function end() {
    ended = true;
    clearTimeout(listening);
    worker?.terminate();
    for (const id of [...owed.keys()]) settle(id, undefined);
  }

  return {
    ask(name, from, question) {
      if (ended) return Promise.resolve(undefined);
      const id = ++asked;
      return new Promise((resolve) => {
        owed.set(id, resolve);
        listen();
        worker?.postMessage({ id, name, from, question });
      });
    },
    end,
  };
}
