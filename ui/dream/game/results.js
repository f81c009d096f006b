/* The end of the game: both scores, the ten pairs, a text to share. */

import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { results } from "./rules.js";

export const SIDE = 28;
const COIN = 6; // right guesses up to which tossing a coin would have done about as well
const SHARP = 9; // and from which hardly a forgery passed

/** find: querySelector of the widget; say: its texts. Returns show(game). */
export function gameEnd(find, say) {
  const share = find(".share textarea");
  const count = (found, who) => found.filter((one) => one[who]).length;
  const marks = (found, who) => found.map((one) => (one[who] ? "●" : "○")).join("");

  function figure(picture, title, score) {
    const made = document.createElement("figure");
    const canvas = document.createElement("canvas");
    paintInk(canvas, fromBase64(picture), SIDE);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", title);
    const caption = document.createElement("figcaption");
    caption.append(title, document.createElement("br"), score.toFixed(3));
    caption.title = say("score_title");
    made.append(canvas, caption);
    return made;
  }

  function pair({ round, eye, critic }, who) {
    const item = document.createElement("li");
    const both = Object.assign(document.createElement("div"), { className: "both" });
    both.append(
      figure(round.human, say("human"), round.human_score),
      figure(round.forgery, say("forged"), round.forgery_score),
    );
    const told = Object.assign(document.createElement("p"), { className: "told" });
    for (const [name, found] of [
      [who, eye],
      [say("critic"), critic],
    ]) {
      const part = Object.assign(document.createElement("span"), { textContent: `${name} ${found ? "✓" : "✗"}` });
      part.classList.toggle("missed", !found);
      part.setAttribute("aria-label", say(found ? "found" : "missed", { name }));
      part.setAttribute("role", "img");
      told.append(part);
    }
    item.append(both, told);
    return item;
  }

  function outcome(eye, critic) {
    const sentences = [say(eye > critic ? "eye_won" : eye < critic ? "critic_won" : "even")];
    if (eye <= COIN) sentences.push(say("passed"));
    else if (eye >= SHARP) sentences.push(say("caught"));
    return sentences.join(say("space"));
  }

  function show(game) {
    const found = results(game);
    const who = say(game.guesser === "self" ? "you" : "friend");
    const [eye, critic] = [count(found, "eye"), count(found, "critic")];
    const totals = [
      [who, eye],
      [say("critic"), critic],
    ].map(([name, right]) => {
      const total = document.createElement("span");
      const number = Object.assign(document.createElement("b"), { textContent: right });
      total.append(Object.assign(document.createElement("small"), { textContent: name }), number, say("of"));
      return total;
    });
    find(".results").replaceChildren(...totals);
    find(".outcome").textContent = outcome(eye, critic);
    find(".pairs").replaceChildren(...found.map((one) => pair(one, who)));
    const values = { eye, critic, model: say(`model_${game.model}`) };
    const here = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname)
      ? ""
      : location.origin + location.pathname;
    share.value = [
      `${say(`share_${game.guesser}_${game.hand}`, values)} ${marks(found, "eye")}`,
      `${say("share_critic", values)} ${marks(found, "critic")}`,
      ...(here ? [here] : []),
    ].join("\n");
    find(".said").textContent = "";
  }

  find(".copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(share.value);
      find(".said").textContent = say("copied");
    } catch {
      share.select(); // without the right to copy, the visitor does
      find(".said").textContent = say("copy_by_hand");
    }
  });

  return show;
}
