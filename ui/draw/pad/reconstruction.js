/* What the models make of a sheet: asked for live while the pen moves, refined once it rests, announced as a point. */

import { channel } from "../../kit/runtime/channels.js";
import { askNewest } from "../../kit/runtime/latest.js";

const REST = 300; // ms after the last of several changes until the reconstruction is polished

/** Make what asks the models about a pad's sheet and has `views` show their answers.
    @param {{find: import("../types").Find, say: import("../types").Say, server: import("../types").Server,
      pad: import("../../kit/runtime/types").Pad, choices: import("../types").Choices,
      views: ReturnType<typeof import("./views.js").padViews>,
      question: () => {model: string | undefined}}} parts question: the request for what lies on the sheet now
    @param {AbortSignal} signal ends it
    @returns {{ask(resting: boolean): void, interrupt(byPen: boolean): void, forget(): void, name(): void}} `ask` what
      the models make of the sheet; `interrupt` the polishing, since the sheet has changed; `forget` all, since it is
      empty; `name` the reconstructions */
export function reconstruction({ find, say, server, pad, choices, views, question }, signal) {
  const point = channel(`point-${pad}`);
  const section = find("section");
  const lost = find(".lost");
  let changedAt = -Infinity; // ms
  let mayGoOn = false; // whether more changes are likely: the pen made this one, or one came just before it
  let polishing = 0; // timer that waits for the pen to rest

  const live = askNewest(
    ({ resting, ...request }) => server.live_reconstruct({ ...request, detail: resting || choices.closer.value }),
    (answer, { resting, model }, last) => {
      lost.hidden = !answer.lost;
      if (answer.ok) {
        section.classList.remove("polished");
        views.show(answer);
      } else views.refuse(answer);
      if (!last) return;
      section.classList.remove("waiting");
      if (!resting) return;
      views.speak(answer);
      if (answer.ok) polishSoon(model);
      else point.set(null);
    },
  );

  const refined = askNewest(
    (request) => server.polish(request),
    (answer, { model }) => {
      section.classList.remove("polishing");
      if (answer.ok) {
        section.classList.add("polished");
        views.show({ ...views.shown, ...answer });
      }
      announce(model, true); // without an answer the plain reconstruction stays
      nameReconstructions(find, say, choices);
    },
  );

  /** Take in that the newest answer is on the page and the pen is up: polish, once it has been up for a while. */
  function polishSoon(model) {
    announce(model, !choices.polish.value);
    nameReconstructions(find, say, choices);
    if (!choices.polish.value) return;
    section.classList.add("polishing");
    const wait = mayGoOn ? REST - (performance.now() - changedAt) : 0;
    polishing = setTimeout(() => refined.ask(question()), wait);
  }

  function announce(model, final) {
    const { z, mu, logvar } = views.shown;
    const polished = section.classList.contains("polished");
    point.set({ model, z: polished ? z : mu, mu, logvar, polished, final });
  }

  function interrupt(byPen) {
    clearTimeout(polishing);
    refined.forget();
    mayGoOn = byPen || performance.now() - changedAt < REST;
    changedAt = performance.now();
    section.classList.remove("polishing");
  }

  signal.addEventListener("abort", () => {
    interrupt(false);
    live.forget();
  });
  lost.querySelector("button").addEventListener("click", () => channel("draw-again").set(true));
  find(".polish").addEventListener("click", () => choices.polish.set(!choices.polish.value));
  return {
    ask(resting) {
      section.classList.add("waiting");
      live.ask({ ...question(), resting });
    },
    interrupt,
    forget() {
      live.forget();
      lost.hidden = true;
      views.forget();
      point.set(null);
    },
    name: () => nameReconstructions(find, say, choices),
  };
}

/** Call the reconstructions by their models when there are two, and say whether one was polished. */
function nameReconstructions(find, say, choices) {
  const section = find("section");
  const [model, beside, polish] = [choices.model.value, choices.beside.value, choices.polish.value];
  const [first, second] = section.querySelectorAll(".maker");
  first.textContent = beside ? say(`model_${model}`) : say("recon");
  second.textContent = beside ? say(`model_${beside}`) : "";
  find(".beside").hidden = !beside;
  section.classList.toggle("two", Boolean(beside));
  const polished = section.classList.contains("polished");
  const button = find(".polish");
  button.textContent = say(polished ? "polish_done" : "polish_live");
  button.setAttribute("aria-pressed", polish);
  button.title = say(polish ? "polish_on_hint" : "polish_off_hint");
}
