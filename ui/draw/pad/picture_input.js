/* Pictures of the visitor's own: chosen, dropped on a sheet, or pasted. */

import { decoded } from "../../kit/drawing/picture_file.js";
import { channel } from "../../kit/runtime/channels.js";
import { language } from "../../kit/runtime/language.js";
import { shortened } from "./file_name.js";

/** Take pictures by file dialog, by drag and drop and from the clipboard.
    @param {{element: HTMLElement, find: import("../types").Find, say: import("../types").Say,
      server: import("../types").Server, pad: import("../../kit/runtime/types").Pad,
      receive: ReturnType<typeof import("./sources.js").newestPicture>, complain: (sentence: string) => void}} parts
    @param {AbortSignal} signal ends it */
export function takePictures({ element, find, say, server, pad, receive, complain }, signal) {
  const isOpen = () => find(".sheet").checkVisibility();

  /** Have the server frame a picture's digit, unless the file holds no picture. */
  async function take(file) {
    const name = shortened(file.name || say("pad_pasted"));
    let pixels;
    try {
      ({ pixels } = await decoded(file));
    } catch {
      complain(say("pad_bad_file", { name }));
      return;
    }
    receive(() => server.frame_picture({ lang: language, ...pixels }), name);
  }

  takeChosen(find(".upload input"), take);
  takeDropped({ element, section: find("section"), isOpen, take, refuse: () => complain(say("pad_no_file")) }, signal);
  takePasted({ element, pad, isOpen, take }, signal);
}

function takeChosen(chooser, take) {
  chooser.addEventListener("change", () => {
    if (chooser.files.length) take(chooser.files[0]);
    chooser.value = ""; // so that the same file can be chosen again
  });
}

/** Take what is dropped on the sheet. While the tab is open the browser must not leave the page for a file that falls
    beside a sheet, so the whole document is listened to. */
function takeDropped({ element, section, isOpen, take, refuse }, signal) {
  const onSheet = (event) => element.contains(event.target);

  function hover(event) {
    if (!isOpen()) return;
    event.preventDefault();
    section.classList.toggle("dropping", onSheet(event));
  }

  function leave(event) {
    if (!event.relatedTarget) section.classList.remove("dropping");
  }

  function drop(event) {
    section.classList.remove("dropping");
    if (!isOpen()) return;
    event.preventDefault();
    if (!onSheet(event)) return;
    if (event.dataTransfer.files.length) take(event.dataTransfer.files[0]);
    else refuse();
  }

  document.addEventListener("dragenter", hover, { signal });
  document.addEventListener("dragover", hover, { signal });
  document.addEventListener("dragleave", leave, { signal });
  document.addEventListener("drop", drop, { signal });
}

/** Take what is pasted, on the pad that was used last. */
function takePasted({ element, pad, isOpen, take }, signal) {
  const used = channel("draw-used");
  for (const type of ["pointerdown", "focusin"]) element.addEventListener(type, () => used.set(pad));
  document.addEventListener(
    "paste",
    (event) => {
      const file = event.clipboardData?.files[0];
      if (!file || !isOpen() || (used.value ?? "a") !== pad) return;
      event.preventDefault();
      take(file);
    },
    { signal },
  );
}
