/* Where the picture comes from: the project's own, samples, a file that is chosen, pasted or dropped, or sheet A. */

import { decoded, inkPicture } from "../../kit/drawing/picture_file.js";
import { BLANK } from "../../kit/drawing/sheet.js";
import { unpackedSheet } from "../../kit/drawing/sheet_codec.js";
import { greyOf } from "../../kit/pictures/colour_maps.js";
import { fromBase64, toBase64 } from "../../kit/runtime/base64.js";
import { channel } from "../../kit/runtime/channels.js";
import { askPatiently } from "../../kit/runtime/latest.js";
import { takeIncomingFiles } from "./incoming_files.js";
import { offeredPictures } from "./offered_pictures.js";
import { hasInk, shortName } from "./picture_names.js";

const INK_SIDE = 384; // px of a drawing

/** @typedef {import("../../kit/runtime/types").FilterPicture} FilterPicture */

/** Tie all sources together; of several pictures asked for, the last one counts.
    @param {object} options
    @param {(selector: string) => any} options.find
    @param {any} options.props
    @param {any} options.server
    @param {(key: string, values?: object) => string} options.say
    @param {() => boolean} options.visible whether the tab is open
    @param {(chosen: FilterPicture) => void} options.take gets the picture that was chosen
    @param {(sentence: string) => void} options.complain gets what is wrong with what came
    @param {(silent: boolean) => void} options.lost gets whether the server was silent
    @param {() => boolean} options.following whether the picture that is shown is sheet A's: it then follows the drawing
    @param {AbortSignal} options.signal
    @returns {{start: (kept?: any) => void, mark: (chosen: FilterPicture) => void}} `start` begins with what was kept for
    this page, or with the first of the project's pictures; `mark` says where the picture that is shown comes from */
export function pictureSources({ find, props, server, say, visible, take, complain, lost, following, signal }) {
  const sheet = channel("drawing-a");
  const drawButton = find(".drawing");
  const offered = offeredPictures(find, props, say, takeOffered);
  let turn = 0; // counts what was chosen: a picture that comes after a later choice is dropped
  let started = false;

  async function takeOffered(key) {
    const mine = ++turn;
    const answer = await askPatiently(() => server.show_picture({ picture: key }));
    const shown = answer?.ok && (await greyOf(answer.picture));
    if (mine !== turn || signal.aborted) return;
    lost(!shown);
    if (!shown) return;
    const pixels = { ...shown, grey: toBase64(shown.grey) };
    take({ key, offered: key, pixels, shown, name: say("picture_" + key.replace("skimage:", "")) });
  }

  async function takeFile(file) {
    const mine = ++turn;
    const name = shortName(file.name || say("pasted"));
    const chosen = await decoded(file).catch((error) => ({ error }));
    if (mine !== turn || signal.aborted) return;
    if ("error" in chosen) complain(say(chosen.error.key ?? "no_picture", { name, ...chosen.error }));
    else take({ ...chosen, name });
  }

  function takeDrawing() {
    turn += 1;
    if (!hasInk(sheet.value)) return complain(say("no_drawing"));
    const drawing = { ...BLANK, ...unpackedSheet(/** @type {any} */ (sheet.value)) };
    take({ ...inkPicture(drawing, INK_SIDE), name: say("drawing_name"), drawing: true });
  }

  function takeFromAnotherTab(chosen) {
    turn += 1;
    take(chosen);
  }

  drawButton.addEventListener("click", takeDrawing);
  readChosenFiles(find(".upload input"), takeFile);
  const refuse = () => complain(say("no_file"));
  takeIncomingFiles({ place: find(".pair"), visible, take: takeFile, refuse, signal });
  sheet.subscribe((drawing) => drawing.resting && hasInk(drawing) && following() && takeDrawing(), signal);

  return {
    mark({ offered: key, drawing }) {
      offered.mark(key);
      drawButton.ariaPressed = String(Boolean(drawing));
    },
    start({ pixels, key = props.names[0], ...rest } = {}) {
      askPatiently(() => server.show_thumbs({})).then((answer) => answer && offered.fill(answer.thumbs));
      if (pixels) take({ ...rest, pixels, shown: { ...pixels, grey: fromBase64(pixels.grey) } });
      else takeOffered(key);
      if (started) return; // and now begun again, since the server was silent
      started = true;
      channel("filter-picture").subscribe(takeFromAnotherTab, signal);
    },
  };
}

/** Take the file that a visitor has chosen from those of the computer. */
function readChosenFiles(chooser, take) {
  chooser.addEventListener("change", () => {
    if (chooser.files.length) take(chooser.files[0]);
    chooser.value = ""; // so that the same file can be chosen again
  });
}
