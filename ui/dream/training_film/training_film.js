/* The training film: fetched once for each model, then scrubbed and played without asking. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { greyOf } from "../../kit/pictures/colour_maps.js";
import { PACE, player } from "../../kit/pictures/player.js";
import { drawBand } from "../../kit/pictures/probability_bands.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { onThemeChange, paintInk } from "../../kit/runtime/paint.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { histogramIn } from "../digit_histogram.js";
import { choiceIn, shareText } from "../model_choice.js";
import { LEFT, RIGHT, drawCurves, drawEpochs, roundUp } from "./loss_curves.js";

const SECONDS = 0.35; // of playing, for each moment
const NARROW = 0.05; // a band that ends narrower goes without its digit there

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const fold = find("details");
  const canvas = find(".frame canvas");
  const slider = find(".when");
  const before = keptFromLastPage.film ?? {};
  const models = new Map(props.about.map((model) => [model.name, model]));
  const records = new Map(); // name → what `course` answered, with the frames as bytes
  const wait = waiting(find(".reel"));
  const complain = complainIn(find(".lost"), say, () => show());
  let model = models.has(before.model) ? before.model : props.about[0]?.name;
  let share = before.share ?? 1; // of the way, 0…1: the end is what the model became
  let told = {}; // by plot: says the values of the moment

  const check = choiceIn(find(".models"), models.keys(), { say, group: "film-model", chosen: choose });
  const whole = (value) => value.toLocaleString(language, { maximumFractionDigits: 0 });
  const epochText = (value) => value.toLocaleString(language, { maximumFractionDigits: 2 });
  const showShares = histogramIn(find(".histogram"), {
    bar: (digit, value) => say("bar", { digit, share: shareText(say, value) }),
    short: (value) => shareText(say, value),
  });
  const live = askNewest(
    (name) => server.course_of({ lang: language, model: name }),
    async (answer, name, last) => {
      if (answer.ok) records.set(name, { ...answer, grey: answer.frames && (await greyOf(answer.frames)).grey });
      if (name !== model) return;
      wait.end(last, answer.lost);
      complain(answer);
      fold.classList.toggle("blank", !answer.ok);
      find(".why").textContent = answer.ok ? "" : say("absent_now");
      if (answer.ok) showRecord();
    },
  );
  const play = player({
    speed: () => PACE / (SECONDS * Math.max(1, moments() - 1)),
    show: (alpha) => (fold.open && slider.offsetParent ? go(alpha) : play.stop()),
    told: (playing) => {
      find(".play").textContent = say(playing ? "pause" : "play");
      find(".play").classList.toggle("on", playing);
    },
    steps: 1000, // each moment is a still by itself
    once: true,
  });

  const record = () => records.get(model);
  const moments = () => record()?.epochs.length ?? 0;

  function show() {
    check(model);
    if (records.has(model)) {
      live.forget();
      wait.end(true, false);
      complain({ ok: true });
      fold.classList.remove("blank");
      return showRecord();
    }
    play.stop();
    wait.begin();
    live.ask(model);
  }

  function showRecord() {
    const { frames, shares, takeover } = record();
    slider.max = moments() - 1;
    canvas.hidden = !frames;
    find(".no-film").hidden = Boolean(frames);
    find(".same").hidden = !frames;
    for (const part of element.querySelectorAll(".count")) part.hidden = !shares;
    find(".verdict").textContent = takeover ? verdict(takeover) : "";
    layOut();
    draw();
    go(share);
  }

  /** Whether a digit took over, in sentences. */
  function verdict({ digit, share: end, half_from: from, peaks }) {
    const values = { digit, share: shareText(say, end), epoch: from };
    const most = props.articles.map((each) => say("peak", { digit: each, share: shareText(say, peaks[each]) }));
    return [say(from === null ? "nobody" : "taken", values), say("peaks", { most: most.join(say("comma")) })].join(
      say("space"),
    );
  }

  /** A plot for each group of curves, with keys that say the values of the moment. */
  function layOut() {
    told = {};
    const plots = Object.entries(models.get(model).curves).map(([name, columns]) => {
      const plot = Object.assign(document.createElement("figure"), { className: "plot" });
      const caption = document.createElement("figcaption");
      const keys = columns.map((column, at) => {
        const key = Object.assign(document.createElement("span"), { className: at ? "key dashed" : "key" });
        const value = document.createElement("b");
        key.append(document.createElement("i"), `${say(column)} `, value);
        return { column, key, value };
      });
      caption.append(
        Object.assign(document.createElement("span"), { textContent: say(name) }),
        ...keys.map(({ key }) => key),
      );
      const area = Object.assign(document.createElement("div"), { className: "area" });
      area.append(Object.assign(document.createElement("canvas"), { role: "img", ariaLabel: say(name) }));
      plot.append(caption, area);
      told[name] = { keys, canvas: area.firstChild };
      return plot;
    });
    find(".plots").replaceChildren(...plots);
  }

  function draw() {
    if (!record() || !fold.open) return;
    const { epochs, history, shares } = record();
    for (const [name, { keys, canvas: sheet }] of Object.entries(told)) {
      const series = keys.map(({ column }, at) => ({ values: history[column], dashed: at > 0 }));
      const most = Math.max(...series.flatMap(({ values }) => values));
      const top = name === "scores" ? 1 : most * 1.04;
      const rules = name === "scores" ? [0, 0.5, 1] : [0, roundUp(most / 4)];
      drawCurves(sheet, epochs, history.epoch, series, { top, rules });
    }
    drawEpochs(find(".axis canvas"), epochs);
    if (shares) drawCounts(epochs, shares);
  }

  /** The band begins at the first moment that was counted. */
  function drawCounts(epochs, shares) {
    const first = shares.findIndex(Boolean);
    const band = find(".band");
    const from = first / (epochs.length - 1);
    Object.assign(band.style, {
      left: `calc(${LEFT}px + (100% - ${LEFT + RIGHT}px) * ${from})`,
      width: `calc((100% - ${LEFT + RIGHT}px) * ${1 - from})`,
    });
    band.ariaLabel = find(".verdict").textContent;
    drawBand(band, shares.slice(first));
    let below = 0;
    const names = shares.at(-1).map((part, digit) => {
      const name = Object.assign(document.createElement("li"), { textContent: digit, hidden: part < NARROW });
      name.style.bottom = `${100 * (below + part / 2)}%`;
      below += part;
      return name;
    });
    find(".ends").replaceChildren(...names);
  }

  /** Stand at a share of the way: at the moment that is nearest. */
  function go(alpha) {
    const n = moments();
    if (!n) return;
    share = Math.min(1, Math.max(0, alpha));
    const at = Math.round(share * (n - 1));
    const { epochs, steps, grey, history, row, shares, counted, samples } = record();
    slider.value = at;
    find(".now i").style.left = `${(100 * at) / Math.max(1, n - 1)}%`;
    const moment = steps
      ? say(steps[at] ? "moment" : "moment_first", { step: whole(steps[at]), epoch: epochText(epochs[at]) })
      : say("moment_epoch", { epoch: epochText(epochs[at]) });
    find(".moment").textContent = moment;
    slider.setAttribute("aria-valuetext", moment);
    if (grey) {
      paintInk(canvas, grey.subarray(at * props.side ** 2, (at + 1) * props.side ** 2), props.side);
      canvas.ariaLabel = moment;
    }
    for (const { keys } of Object.values(told)) {
      for (const { column, value } of keys) value.textContent = history[column][row[at]].toPrecision(3);
    }
    if (!shares) return;
    showShares(shares[at]);
    const since = counted[at] === null ? "uncounted" : "counted";
    const epoch = counted[at] ?? counted.find((one) => one !== null);
    find(".counted-when").textContent = say(since, { epoch, n: whole(samples[at] ?? 0) });
    const together = shares[at] && props.articles.reduce((sum, digit) => sum + shares[at][digit], 0);
    find(".together").textContent = shares[at] ? say("together", { share: shareText(say, together) }) : "";
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

  /** The plots follow the pointer as the slider does. */
  function follow(event) {
    const box = find(".now").getBoundingClientRect();
    go((event.clientX - box.left) / box.width);
  }

  slider.addEventListener("input", () => {
    play.stop();
    go(slider.value / Math.max(1, moments() - 1));
  });
  find(".play").addEventListener("click", () => moments() && play.toggle(share));
  find(".over-time").addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.target.closest(".area")) return;
    play.stop();
    find(".over-time").setPointerCapture(event.pointerId);
    follow(event);
  });
  find(".over-time").addEventListener("pointermove", (event) => {
    if (find(".over-time").hasPointerCapture(event.pointerId)) follow(event);
  });
  find(".play").textContent = say("play");
  find(".models").hidden = !models.size;
  fold.open = before.open ?? false;
  fold.addEventListener("toggle", open);
  new ResizeObserver(draw).observe(find(".over-time"));
  onThemeChange(draw);
  keepForNextPage("film", () => ({ open: fold.open, model, share }));
}
