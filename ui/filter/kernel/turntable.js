/* Surfaces that the pointer and the arrow keys turn, all of them together. */

import { followContact } from "../../kit/runtime/contact.js";
import { turnCamera } from "./surface_mesh.js";

const PER_RADIAN = 120; // px that the pointer moves
const STEPS = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }; // rad

/** Let a camera that several canvases share be turned on each of them.
    @param {HTMLCanvasElement[]} canvases
    @param {import("./surface_mesh.js").Camera} camera is changed
    @param {() => void} turned is called after each change
    @param {AbortSignal} [signal] */
export function turntable(canvases, camera, turned, signal) {
  function turn(across, down) {
    turnCamera(camera, across, down);
    turned();
  }
  for (const canvas of canvases) {
    /** @type {PointerEvent} */
    let last;
    followContact(
      canvas,
      {
        down(event) {
          last = event;
          canvas.focus({ preventScroll: true });
        },
        along(event) {
          turn((event.clientX - last.clientX) / PER_RADIAN, (event.clientY - last.clientY) / PER_RADIAN);
          last = event;
        },
      },
      signal,
    );
    canvas.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      turn(step[0], step[1]);
    });
  }
}
