/* The training film: a model's record is fetched once, then scrubbed and played without asking. */

import { PACE, player } from "../../kit/pictures/player.js";
import { followContact } from "../../kit/runtime/contact.js";
import { closestTo, finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { lifetime, onResize } from "../../kit/runtime/lifetime.js";
import { onColourChange } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { layOutModelChoice } from "../model_choice.js";
import { layOutFilm } from "./film_view.js";
import { trainingRecords } from "./requests.js";

const SECONDS = 0.35; // of playing, for each moment
const CALM_STEPS = 1000; // more than there are moments: each of them is a still by itself

/** Bring the training film to life.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const { signal, dispose } = lifetime();
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const kept = keptFromLastPage.film ?? {};
  const models = new Map(props.about.map((about) => [about.name, about]));
  let model = models.has(kept.model) ? kept.model : props.about[0]?.name;

  const film = layOutFilm(find, say, props, kept.share ?? 1);
  const calls = { current: () => model, retry: show, show: showFilm };
  const records = trainingRecords(server, find, say, calls, signal);
  const play = filmPlayer(find, say, film, signal);
  const showModel = layOutModelChoice(find(".models"), models.keys(), { say, group: "film-model", chosen: choose });

  function show() {
    showModel(model);
    if (records.showKnown(model)) return;
    play.stop();
    film.clear();
    records.ask(model);
  }

  function showFilm(record) {
    film.show(record, models.get(model).curves);
  }

  function choose(name) {
    play.stop();
    model = name;
    show();
  }

  function open() {
    if (!fold.open) return play.stop();
    if (!models.size) {
      find(".why").textContent = say("absent", { names: props.wanted.join(say("comma")) });
      return;
    }
    if (fold.classList.contains("blank")) find(".why").textContent = say("coming");
    show();
  }

  watchScrubbing(find, film, play.stop, signal);
  find(".models").hidden = !models.size;
  fold.open = kept.open ?? false;
  fold.addEventListener("toggle", open);
  onResize(find(".over-time"), film.draw, signal);
  onColourChange(film.draw, signal);
  keepForNextPage("film", () => ({ open: fold.open, model, share: film.share }), signal);
  return dispose;
}

/** Play the film, until `signal` aborts, when the button is clicked. */
function filmPlayer(find, say, film, signal) {
  const button = find(".play");
  const play = player({
    speed: () => PACE / (SECONDS * Math.max(1, film.moments - 1)),
    show: (alpha) => (film.visible ? film.go(alpha) : play.stop()),
    told: (playing) => {
      button.textContent = say(playing ? "pause" : "play");
      button.classList.toggle("on", playing);
    },
    steps: CALM_STEPS,
    once: true,
    signal,
  });
  button.textContent = say("play");
  button.addEventListener("click", () => film.moments && play.toggle(film.share));
  return play;
}

/** Have the film follow the slider, and the pointer on the plots; `stop` is called first. */
function watchScrubbing(find, film, stop, signal) {
  const plots = find(".over-time");
  const slider = find(".when");

  function follow(event) {
    const box = find(".now").getBoundingClientRect();
    film.go((event.clientX - box.left) / box.width);
  }

  slider.addEventListener("input", () => {
    stop();
    film.go(slider.value / Math.max(1, film.moments - 1));
  });
  function begin(event) {
    if (!closestTo(event, ".area")) return false;
    stop();
    follow(event);
  }

  followContact(plots, { down: begin, along: follow }, signal);
}
