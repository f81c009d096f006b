/* Where the picture comes from: the project's own, samples, a file that is chosen, pasted or dropped, or sheet A. */

import { decoded, inkPicture } from "../../kit/drawing/picture_file.js";
import { BLANK } from "../../kit/drawing/sheet.js";
import { unpackedSheet } from "../../kit/drawing/sheet_codec.js";
import { COLOURS, greyOf, paintGrey } from "../../kit/pictures/colour_maps.js";
import { fromBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";

const NAME_SHOWN = 40; // characters of a file's name
const INK_SIDE = 384; // px of a drawing

/** `take(chosen)` gets {key} or {pixels}, with {shown: {grey, width, height}, name, drawing?, reduced?};
    `complain(sentence)` what is wrong with what came; `lost(silent)` whether the server was silent. */
export function pictureSources(find, props, server, say, { take, complain, lost }) {
  let choosing = 0; // of several pictures asked for, the last one counts
  let following = false; // what another tab sends
  const place = find(".pair");
  const open = () => place.checkVisibility(); // or another tab is

  async function own(key) {
    const turn = ++choosing;
    const answer = await server.show_picture({ picture: key });
    const shown = answer?.ok && (await greyOf(answer.picture));
    if (turn !== choosing) return;
    lost(!shown);
    if (shown) take({ key, shown, name: say("picture_" + key.replace("skimage:", "")) });
  }

  async function file(one) {
    const turn = ++choosing;
    const whole = one.name || say("pasted");
    const name = whole.length > NAME_SHOWN ? whole.slice(0, NAME_SHOWN - 1) + "…" : whole;
    try {
      const chosen = await decoded(one);
      if (turn === choosing) take({ ...chosen, name });
    } catch (error) {
      if (turn === choosing) complain(say(error.key ?? "no_picture", { name, ...error }));
    }
  }

  const sheet = channel("drawing-a");
  const hasInk = (drawn) => Boolean(drawn && (drawn.strokes.length || drawn.frame));
  function drawing() {
    choosing += 1;
    if (!hasInk(sheet.value)) return complain(say("no_drawing"));
    const drawn = { ...BLANK, ...unpackedSheet(sheet.value) };
    take({ ...inkPicture(drawn, INK_SIDE), name: say("drawing_name"), drawing: true });
  }
  find(".drawing").addEventListener("click", drawing);

  const chooser = find(".upload input");
  chooser.addEventListener("change", () => {
    if (chooser.files.length) file(chooser.files[0]);
    chooser.value = ""; // so that the same file can be chosen again
  });

  /** While the tab is open, whatever is dropped is ours wherever it lands: the browser would leave the page for it.
      Words dragged into a number field are not. */
  function ours(event) {
    const words = event.target.closest?.("input[type=text]") && !event.dataTransfer?.types.includes("Files");
    if (!open() || words) return false;
    event.preventDefault();
    return true;
  }
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => place.classList.toggle("dropping", ours(event)));
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget || place.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    place.classList.remove("dropping");
    if (!ours(event)) return;
    if (event.dataTransfer.files.length) file(event.dataTransfer.files[0]);
    else complain(say("no_file"));
  });
  document.addEventListener("paste", (event) => {
    const one = event.clipboardData?.files[0];
    if (!one || !open()) return;
    event.preventDefault();
    file(one);
  });

  const thumbs = props.names.map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.name = name;
    button.ariaLabel = button.title = say("picture_" + name);
    button.append(document.createElement("canvas"));
    button.addEventListener("click", () => own(name));
    find(".thumbs").append(button);
    return button;
  });
  async function fillThumbs() {
    const answer = await server.show_thumbs({});
    answer?.thumbs.forEach(async (thumb, at) =>
      paintGrey(thumbs[at].firstElementChild, await greyOf(thumb), COLOURS.grey),
    );
  }

  const samples = find(".samples");
  samples.hidden = !Object.keys(props.samples).length;
  samples.append(new Option(say("samples"), ""));
  for (const key in props.samples) samples.append(new Option(say("picture_" + props.samples[key]), key));
  samples.addEventListener("change", () => samples.value && own(samples.value));

  /** Mark which of the offered pictures is the one that is shown. */
  function mark({ key, drawing: isDrawing }) {
    for (const button of thumbs) button.ariaPressed = String(button.dataset.name === key);
    find(".drawing").ariaPressed = String(Boolean(isDrawing));
    samples.value = key in props.samples ? key : "";
  }

  /** The drawing on sheet A goes on being drawn: what is shown follows it while `shows()`. */
  function follow(shows) {
    sheet.subscribe((drawn) => drawn.resting && hasInk(drawn) && shows() && drawing());
  }

  /** Begin with what was kept, or with the picture of that name; then take what another tab sends. */
  function start({ pixels, key = props.names[0], ...rest } = {}) {
    fillThumbs();
    if (pixels) take({ ...rest, pixels, shown: { ...pixels, grey: fromBase64(pixels.grey) } });
    else own(key);
    if (following) return; // or it is begun again
    following = true;
    channel("filter-picture").subscribe((chosen) => {
      choosing += 1;
      take(chosen);
    });
  }

  return { start, mark, follow };
}
