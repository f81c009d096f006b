/* A plane with one point in it that the pointer drags and the arrow keys move. */

const KEY_STEP = 1 / 48; // of the plane's side; with Shift four times as far
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** plane: an element that takes the focus. `moved(x, y)` gets the point, x to the right and y down, in 0…1.
    Returns put(x, y), which moves the point without the pointer. */
export function draggable(plane, moved) {
  const mark = plane.querySelector(".mark");
  const at = [0.5, 0.5];

  function put(x, y) {
    [x, y].forEach((value, axis) => (at[axis] = Math.min(1, Math.max(0, value))));
    mark.style.left = `${at[0] * 100}%`;
    mark.style.top = `${at[1] * 100}%`;
    moved(...at);
  }

  function follow(event) {
    const box = plane.getBoundingClientRect();
    put((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }

  plane.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    plane.focus({ preventScroll: true });
    plane.setPointerCapture(event.pointerId);
    follow(event);
  });
  plane.addEventListener("pointermove", (event) => {
    if (plane.hasPointerCapture(event.pointerId)) follow(event);
  });
  plane.addEventListener("keydown", (event) => {
    const by = KEYS[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = KEY_STEP * (event.shiftKey ? 4 : 1);
    put(at[0] + by[0] * step, at[1] + by[1] * step);
  });
  return put;
}

/** What an answer that failed is followed by: its sentence, and a button where asking again may help. */
export function complainIn(place, say, again) {
  const text = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: say("again") });
  button.addEventListener("click", again);
  place.append(text, button);
  place.hidden = true;
  return (answer) => {
    place.hidden = answer.ok;
    text.textContent = answer.lost ? say("lost") : (answer.error ?? "");
    button.hidden = !answer.lost;
  };
}
