// A Gabor wavelet over a picture. Python's side: ui/filter/tab.py; what all widgets share: ui/shell/runtime.js.
// This file ties together what lab_fields.js, lab_picture.js, lab_sources.js, lab_response.js and colours.js hold.

import { finder } from "../../kit/runtime/find.js";
import { waiting } from "../../kit/controls/form_state.js";
import { COLOURS, greyOf, paintGrey } from "../../kit/pictures/colour_maps.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { dial, motion, parameter, scaleFields } from "./fields.js";
import { choice, panel, pixelAt } from "./response.js";
import { pictureSources } from "./sources.js";

const PARTS = ["real", "imaginary", "magnitude", "phase"];
const TURNS = 20; // degrees a second while the wave turns by itself
const fields = {};

export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const kept = keptFromLastPage.filter ?? {};

  const input = find("#gabor-input canvas");
  const outputs = find(".outputs");
  const pair = find(".pair");
  const lost = find(".lost");
  const pictureWrong = find("#gabor-picture-wrong");
  const reading = find(".reading");
  const open = () => pair.checkVisibility(); // or another tab is

  // --- the wavelet's parameters ------------------------------------------------------------------------------

  for (const name in props.controls) fields[name] = parameter(find, name, props.controls[name], changed);
  const scales = scaleFields(fields, props.controls.scale);
  const needle = dial(find(".dial"), (degrees) => set({ theta: degrees }));
  const turning = motion(find(".turn"), open, (seconds) =>
    set({ theta: ((+fields.theta.value || 0) + TURNS * seconds) % 360 }, true),
  );
  const dcFree = find("#gabor-dc-free input");
  const norms = [...element.querySelectorAll("#gabor-norm input")];
  const norm = () => norms.find((button) => button.checked).value;

  /** The visitor has changed a field. */
  function changed(name) {
    if (name === "theta") turning.stop();
    scales.changed(name);
    if (name === "theta" && typeof fields.theta.value === "number") needle.show(fields.theta.value);
    ask();
  }

  /** Set several parameters from elsewhere, and ask for the response. */
  function set(values, alone = false) {
    if ("theta" in values && !alone) turning.stop();
    for (const [name, value] of Object.entries(values)) {
      fields[name].put(value);
      if (name !== "theta") scales.changed(name);
    }
    needle.show(fields.theta.value);
    ask();
  }

  for (const box of [dcFree, ...norms]) box.addEventListener("change", ask);
  find(".reset").addEventListener("click", () => {
    dcFree.checked = norms[0].checked = true;
    fields.base.put(props.controls.base.first);
    scales.changed("scale");
    set({ gamma: props.controls.gamma.first, psi: props.controls.psi.first });
  });

  // The bank, or any other widget of the tab, offers its parameters: {sigma?, theta_deg, scale}.
  document.addEventListener("gabor-take", ({ detail: { sigma, theta_deg: theta, scale } }) => {
    const given = { sigma, theta: theta === undefined ? undefined : ((theta % 360) + 360) % 360, scale };
    set(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  });

  // --- the parts of the response -----------------------------------------------------------------------------

  const first = panel(find("#gabor-output"), say);
  let panels = { real: first }; // by the part that they show

  let part = "real";
  const segments = choice(find(".segments"), [...PARTS, "all"], say, choose);
  function choose(chosen) {
    part = chosen;
    segments.show(part);
    ask();
  }

  /** As many figures as there are parts to show; the first one is always there. */
  function arrange(shown) {
    outputs.classList.toggle("four", shown === "all");
    const parts = shown === "all" ? PARTS : [shown];
    if (parts.every((one) => panels[one]) && Object.keys(panels).length === parts.length) return;
    const spare = Object.values(panels).filter((one) => one !== first);
    panels = {};
    parts.forEach((one, at) => {
      panels[one] = at === 0 ? first : (spare.shift() ?? panel(another(), say));
      outputs.append(panels[one].figure);
    });
    for (const one of spare) one.figure.remove();
  }

  function another() {
    const figure = find("#gabor-output").cloneNode(true);
    figure.removeAttribute("id");
    figure.removeAttribute("aria-busy");
    return figure;
  }

  // --- asking for the response -------------------------------------------------------------------------------

  // What is filtered: {key, shown, pixels}. The server draws its own pictures from their key; of others it is sent the
  // pixels once, and again where it has forgotten the key or another server answers.
  let picture;

  async function request({ of, ...values }) {
    const question = { ...values, lang: language, picture: of.key };
    let answer = await server.filter_picture(of.key ? question : { ...question, pixels: of.pixels });
    if (answer?.need === "image") answer = await server.filter_picture({ ...question, pixels: of.pixels });
    if (answer?.ok) {
      const painted = Object.values(answer.parts);
      const pictures = await Promise.all(painted.map((one) => greyOf(one.picture)));
      painted.forEach((one, at) => (one.picture = pictures[at]));
      if (answer.kernel.plane) answer.kernel.plane = await greyOf(answer.kernel.plane);
    }
    return answer;
  }

  const wait = waiting(find("#gabor-output"), find(".kernels"));
  const kernels = ["real", "imaginary"].map((one) => [one, find(`#gabor-kernel-${one} canvas`)]);
  const state = channel("gabor");
  const wavelet = channel("gabor-kernel");
  const detail = channel("gabor-detail");
  detail.subscribe(ask);

  function show(answer, question, last) {
    const { of, detail: _, ...asked } = question;
    if (of !== picture) return;
    wait.end(last, answer.lost);
    lost.hidden = !answer.lost;
    if (answer.lost) return turning.stop();
    for (const name in fields) fields[name].refuse(answer.errors?.[name]);
    find("#gabor-setting-wrong").textContent = answer.errors?.setting ?? "";
    if (answer.errors?.picture) pictureWrong.textContent = answer.errors.picture;
    if (!answer.ok) return;
    of.key = answer.picture;
    arrange(question.part);
    const faded = answer.parts.magnitude?.picture;
    for (const one in panels)
      panels[one].show(one, answer.parts[one], one === "phase" && faded, question.part === "all");
    const { kernel, measures } = answer;
    for (const [one, canvas] of kernels) {
      kernel[one] = { grey: fromBase64(kernel[one]), width: kernel.side, height: kernel.side };
      paintGrey(canvas, kernel[one], COLOURS.grey);
    }
    tell(kernel, measures);
    wavelet.set({ ...kernel, ...measures, asked });
    state.set({ ...asked, picture: of.key, pixels: of.pixels, wavelength: props.wavelength });
    tellReading();
  }

  /** The numbers of the wavelet. */
  function tell(kernel, measures) {
    find(".span").textContent = say("span", { px: kernel.span });
    find(".wavelength").textContent = say("px", { px: measures.wavelength.toFixed(1) });
    const { std, std_across: across } = measures;
    find(".std").textContent =
      std === across
        ? say("px", { px: std.toFixed(1) })
        : say("px_by", { along: std.toFixed(1), across: across.toFixed(1) });
    const share = measures.mean_without.toPrecision(2);
    find("#gabor-dc-free .hint").textContent = say(measures.mean ? "dc_leaks" : "dc_kept_out", { share });
    const badge = find(".badge");
    badge.hidden = !measures.undersampled;
    badge.querySelector("span").textContent = say("undersampled_why", { share: measures.leakage.toPrecision(2) });
  }

  const requests = askNewest(request, show);

  function ask() {
    if (!picture) return;
    wait.begin();
    const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
    requests.ask({
      of: picture,
      ...values,
      dc_free: dcFree.checked,
      norm: norm(),
      part,
      detail: detail.value === true,
    });
  }

  // --- what is under the pointer -----------------------------------------------------------------------------

  let hovered; // [column, row]

  /** The values under the pointer, or what the colours stand for. */
  function tellReading() {
    if (!state.value) return; // nothing is shown yet
    const { grey, width, height } = picture.shown;
    const readable = hovered && hovered[0] < width && hovered[1] < height && state.value.picture === picture.key;
    if (!readable) {
      reading.textContent = say("hint_" + part, { unit: say("unit_" + norm()) });
      return;
    }
    const [column, row] = hovered;
    const value = (name, number) => say("value", { part: say(name), value: number });
    const values = Object.entries(panels).map(([one, shown]) => value("part_" + one, shown.value(column, row)));
    const all = [value("input", (grey[row * width + column] / 255).toFixed(2)), ...values];
    reading.textContent = say("at", { x: column, y: row, values: all.join(say("comma")) });
  }

  pair.addEventListener("pointermove", (event) => {
    const canvas = event.target.closest?.("canvas");
    hovered = canvas && pixelAt(canvas, event);
    tellReading();
  });
  pair.addEventListener("pointerleave", () => {
    hovered = undefined;
    tellReading();
  });

  // --- the picture -------------------------------------------------------------------------------------------

  const notice = find("#gabor-notice");
  const sources = pictureSources(find, props, server, say, {
    take,
    complain: (sentence) => (pictureWrong.textContent = sentence),
    lost: (silent) => (lost.hidden = !silent),
  });
  sources.follow(() => picture?.drawing);

  function take(chosen) {
    picture = chosen;
    paintGrey(input, chosen.shown, COLOURS.grey);
    input.ariaLabel = say("input_of", { name: chosen.name });
    pictureWrong.textContent = "";
    notice.textContent = chosen.reduced
      ? say("reduced", { name: chosen.name, ...chosen.reduced, columns: chosen.shown.width, rows: chosen.shown.height })
      : say("upload_hint");
    sources.mark(chosen);
    ask();
  }

  // --- beginning, and going to the other language --------------------------------------------------------------

  keepForNextPage("filter", () => {
    const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
    const { key, pixels, name, drawing, reduced } = picture ?? {};
    const chosen = pixels ? { pixels, name, drawing, reduced } : { key };
    return { values, dcFree: dcFree.checked, norm: norm(), part, more: find(".more").open, picture: picture && chosen };
  });

  function restore() {
    for (const [name, value] of Object.entries(kept.values ?? {})) typeof value === "number" && fields[name].put(value);
    dcFree.checked = kept.dcFree ?? true;
    for (const button of norms) button.checked = button.value === (kept.norm ?? "l1");
    find(".more").open = kept.more ?? false;
    scales.changed("scale");
    needle.show(fields.theta.value);
    choose(kept.part ?? "real");
  }

  lost.querySelector("button").addEventListener("click", () => (picture ? ask() : sources.start()));
  restore();
  sources.start(kept.picture);
}
