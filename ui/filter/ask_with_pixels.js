/* Asking about a picture of the visitor's, which the server knows by a key until it forgets it. */

/** Ask a question about a picture, and once more with its pixels where the server asks for them: it has forgotten the
    key, or another server answers.
    @param {(question: Record<string, any>) => Promise<any>} ask
    @param {Record<string, any>} question
    @param {import("../kit/runtime/types").PackedPixels} [pixels] of the picture; those of the project's own the server draws
    @returns {Promise<any>} the server's answer, undefined where none came */
export async function askWithPixels(ask, question, pixels) {
  const answer = await ask(question);
  return answer?.need === "image" ? ask({ ...question, pixels }) : answer;
}
