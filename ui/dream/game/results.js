/* The end of the game: both scores, the ten pairs, a text to share. */

import { SIDE } from "../../kit/pictures/frames.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { paintInk } from "../../kit/runtime/paint.js";
import { make } from "../make.js";
import { results } from "./rules.js";
import { outcomeText, textToShare } from "./texts.js";

/** Prepare the end.
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @returns {(game: import("./rules.js").Game) => void} shows the end of a game */
export function layOutEnd(find, say) {
  const share = find(".share textarea");

  find(".copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(share.value);
      find(".said").textContent = say("copied");
    } catch {
      share.select(); // without the right to copy, the visitor does
      find(".said").textContent = say("copy_by_hand");
    }
  });

  return (game) => {
    const found = results(game);
    const guesser = say(game.guesser === "self" ? "you" : "friend");
    const eye = found.filter((one) => one.eye).length;
    const critic = found.filter((one) => one.critic).length;
    find(".results").replaceChildren(totalOf(say, guesser, eye), totalOf(say, say("critic"), critic));
    find(".outcome").textContent = outcomeText(say, eye, critic);
    find(".pairs").replaceChildren(...found.map((one) => pairOf(say, guesser, one)));
    share.value = textToShare(say, game, found, publicAddress());
    find(".said").textContent = "";
  };
}

/** Give the page's address, or "" where it is one that nobody else can open. */
function publicAddress() {
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  return local ? "" : location.origin + location.pathname;
}

function totalOf(say, name, right) {
  const number = make("b", { textContent: String(right) });
  return make("span", {}, make("small", { textContent: name }), number, say("of"));
}

function pairOf(say, guesser, { round, eye, critic }) {
  const human = figureOf(say, round.human, say("human"), round.human_score);
  const forgery = figureOf(say, round.forgery, say("forged"), round.forgery_score);
  const marks = [markOf(say, guesser, eye), markOf(say, say("critic"), critic)];
  return make("li", {}, make("div", { className: "both" }, human, forgery), make("p", { className: "told" }, ...marks));
}

function figureOf(say, picture, title, score) {
  const canvas = make("canvas");
  paintInk(canvas, fromBase64(picture), SIDE);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", title);
  const caption = make("figcaption", { title: say("score_title") }, title, make("br"), score.toFixed(3));
  return make("figure", {}, canvas, caption);
}

function markOf(say, name, found) {
  const mark = make("span", { textContent: `${name} ${found ? "✓" : "✗"}` });
  mark.classList.toggle("missed", !found);
  mark.setAttribute("aria-label", say(found ? "found" : "missed", { name }));
  mark.setAttribute("role", "img");
  return mark;
}
