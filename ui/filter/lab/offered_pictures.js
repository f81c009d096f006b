/* The pictures that the page offers: the project's own as thumbnails, scikit-image's in a list. */

import { COLOURS, greyOf, paintGrey } from "../../kit/pictures/colour_maps.js";

/** Lay the offered pictures out.
    @param {(selector: string) => any} find
    @param {{names: string[], samples: Record<string, string>}} props names of the project's own pictures; {key: name} of
    scikit-image's
    @param {(key: string) => string} say
    @param {(key: string) => void} choose is called when one is chosen
    @returns {{fill: (thumbs: string[]) => void, mark: (key?: string) => void}} `fill` paints thumbnails from their URLs;
    `mark` says which of the pictures is the one that is shown, if any */
export function offeredPictures(find, { names, samples }, say, choose) {
  const thumbs = names.map((name) => thumbnail(name, say("picture_" + name), choose));
  find(".thumbs").append(...thumbs);

  const list = find(".samples");
  list.hidden = !Object.keys(samples).length;
  list.append(new Option(say("samples"), ""));
  for (const key in samples) list.append(new Option(say("picture_" + samples[key]), key));
  list.addEventListener("change", () => list.value && choose(list.value));

  return {
    fill(urls) {
      urls.forEach(async (url, at) =>
        paintGrey(/** @type {any} */ (thumbs[at].firstElementChild), await greyOf(url), COLOURS.grey),
      );
    },
    mark(key) {
      for (const button of thumbs) button.ariaPressed = String(button.dataset.name === key);
      list.value = key !== undefined && key in samples ? key : "";
    },
  };
}

/** Make the button of one of the project's pictures. */
function thumbnail(name, label, choose) {
  const button = Object.assign(document.createElement("button"), { type: "button", ariaLabel: label, title: label });
  button.dataset.name = name;
  button.append(document.createElement("canvas"));
  button.addEventListener("click", () => choose(name));
  return button;
}
