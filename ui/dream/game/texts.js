/* What the game says. */

const COIN = 6; // right guesses up to which tossing a coin would have done about as well
const SHARP = 9; // and from which on hardly a forgery passed

/** Say which digits the forger could not draw, or "".
    @param {import("../types").Say} say
    @param {Pick<import("./rules.js").Game, "absent" | "tried" | "model">} game
    @returns {string} */
export function absentText(say, { absent, tried, model }) {
  if (!absent.length) return "";
  return say("absent", { digits: absent.join(say("comma")), tried, model: say(`model_${model}`) });
}

/** Say who told the hands apart better, and how well the eye did.
    @param {import("../types").Say} say
    @param {number} eye right guesses of the visitor, of ten
    @param {number} critic of D
    @returns {string} */
export function outcomeText(say, eye, critic) {
  const sentences = [say(eye > critic ? "eye_won" : eye < critic ? "critic_won" : "even")];
  if (eye <= COIN) sentences.push(say("passed"));
  else if (eye >= SHARP) sentences.push(say("caught"));
  return sentences.join(say("space"));
}

/** Mark each pair: found or missed.
    @param {boolean[]} found
    @returns {string} such as "●●○" */
export function marksOf(found) {
  return found.map((one) => (one ? "●" : "○")).join("");
}

/** Write the text to be shared.
    @param {import("../types").Say} say
    @param {Pick<import("./rules.js").Game, "model" | "hand" | "guesser">} game
    @param {{eye: boolean, critic: boolean}[]} found as `results` gives it
    @param {string} address of the page, "" to leave it out
    @returns {string} lines */
export function textToShare(say, { model, hand, guesser }, found, address) {
  const [eye, critic] = [found.map((one) => one.eye), found.map((one) => one.critic)];
  const count = (marks) => marks.filter(Boolean).length;
  const values = { eye: count(eye), critic: count(critic), model: say(`model_${model}`) };
  return [
    `${say(`share_${guesser}_${hand}`, values)} ${marksOf(eye)}`,
    `${say("share_critic", values)} ${marksOf(critic)}`,
    ...(address ? [address] : []),
  ].join("\n");
}
