/* Asking about a picture, which a server, or the engine in the page, knows by a key until it forgets it. */

/** @type {Map<string, Set<string>>} key of a picture → names of the servers that said they lack it */
const lacking = new Map();

/** Ask a question about a picture, and once more with its pixels where the server asks for them: it has forgotten the
    key, or another server answers. The second question may reach yet another server, so pixels go along until the one
    that lacked them has them: each server asks at most once.
    @param {(question: Record<string, any>) => Promise<any>} ask
    @param {Record<string, any>} question
    @param {import("../kit/runtime/types").PackedPixels} pixels of the picture
    @returns {Promise<any>} the server's answer, undefined where none came */
export async function askWithPixels(ask, question, pixels) {
  const servers = lacking.get(question.picture) ?? new Set();
  let answer = await ask(servers.size ? { ...question, pixels } : question);
  if (answer?.need === "image") {
    lacking.set(question.picture, servers.add(answer.replica));
    answer = await ask({ ...question, pixels });
  }
  servers.delete(answer?.replica);
  return answer;
}
