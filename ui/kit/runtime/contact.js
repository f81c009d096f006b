/* One contact: a mouse, pen or finger from where it comes down on an element to where it is lifted. Whatever is drawn,
   dragged or turned on the page stands on this, and so behaves alike. */

const BUTTONS = { pen: [0, 2, 5], other: [0] }; // a pen's tip, the button on its barrel, its other end

/** Have an element hear a pointer wherever it goes. The browser refuses for a pointer that has just gone, or that a
    program has made up; the window hears of it all the same.
    @param {Element} element
    @param {number} pointerId */
function capture(element, pointerId) {
  try {
    element.setPointerCapture(pointerId);
  } catch {
    // Nothing is lost: see above.
  }
}

/** Follow what comes down on an element until it is lifted, wherever it goes meanwhile.
    One contact at a time: a second finger is ignored, and so is a mouse beside a finger. A pen takes over from a finger,
    which may belong to the hand that holds it: while a pen is down anywhere on the page, no finger counts. A move with
    no button held means that the release was lost.
    @param {HTMLElement} place
    @param {object} way
    @param {(event: PointerEvent) => boolean | void} way.down it came down; false ignores it
    @param {(event: PointerEvent) => void} way.along it moved
    @param {(whole: boolean) => void} [way.up] it is over; whole is false where the browser took it away or a pen took
      over, so that what it did should not count
    @param {HTMLElement} [way.around] where it may come down, if that is more than the place
    @param {AbortSignal} [signal]
    @returns {{drop: () => void}} `drop` ignores what is down from now on, also when it is lifted */
export function followContact(place, { down, along, up = () => {}, around = place }, signal) {
  /** @type {PointerEvent | null} */
  let contact = null; // how it came down
  let writing = false; // whether a pen is down somewhere on the page

  function end(whole) {
    contact = null;
    up(whole);
  }

  function begin(event) {
    const { pointerId, pointerType, button } = event;
    if (!BUTTONS[pointerType === "pen" ? "pen" : "other"].includes(button)) return;
    if (pointerType === "touch" && writing) return;
    if (contact?.pointerId === pointerId) end(true); // its release was lost
    if (contact) return;
    contact = event;
    if (down(event) === false) contact = null;
    else capture(place, pointerId);
  }

  function move(event) {
    const { pointerId, pointerType, buttons } = event;
    if (pointerType === "pen" && !buttons) writing = false;
    if (pointerId !== contact?.pointerId) return;
    if (pointerType === "mouse" ? buttons & 1 : buttons) along(event);
    else end(true);
  }

  function lift(event) {
    const { type, pointerId, pointerType } = event;
    if (pointerType === "pen") writing = false;
    if (pointerId === contact?.pointerId) end(type === "pointerup");
  }

  /** Take in that something came down somewhere, before any element hears of it. */
  function notice({ pointerType }) {
    if (pointerType !== "pen") return;
    writing = true;
    if (contact?.pointerType === "touch") end(false);
  }

  const everywhere = { capture: true, signal }; // also where a listener further down keeps an event to itself
  around.addEventListener("pointerdown", begin, { signal });
  addEventListener("pointerdown", notice, everywhere);
  addEventListener("pointermove", move, everywhere);
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, lift, everywhere);
  // Raw updates come at once, moves with the next frame.
  place.addEventListener("pointerrawupdate", move, { signal });
  // A finger that rests, and a pen's button, would open the browser's menu over what is drawn.
  around.addEventListener(
    "contextmenu",
    (event) => {
      if (contact || /pen|touch/.test(event.pointerType)) event.preventDefault();
    },
    { signal },
  );

  return {
    drop() {
      contact = null;
    },
  };
}
