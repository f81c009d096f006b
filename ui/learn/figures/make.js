/* Elements that the figures build themselves. */

const FRAME = 28; // px a side of what the models see

/** Make an element.
    @param {string} name
    @param {Record<string, any>} [properties]
    @param {...(Node | string)} children
    @returns {any} */
export function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Make canvases for frames.
    @param {number} count
    @returns {HTMLCanvasElement[]} */
export function pictures(count) {
  return Array.from({ length: count }, () => make("canvas", { className: "picture", width: FRAME, height: FRAME }));
}
