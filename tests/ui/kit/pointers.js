/* What the tests of pointers share: a window, a canvas on a sheet, and events as a browser sends them. */

/** Make a window for the modules under test, and a canvas of 100 × 100 px at its origin, on a sheet. */
export function page() {
  const heard = new EventTarget();
  globalThis.addEventListener = heard.addEventListener.bind(heard);
  const captured = [];
  const canvas = Object.assign(new EventTarget(), {
    parentElement: new EventTarget(),
    box: { left: 0, top: 0, width: 100, height: 100 },
    getBoundingClientRect: () => canvas.box,
    focus: () => {},
    setPointerCapture: (id) => captured.push(id),
  });
  return { canvas, sheet: canvas.parentElement, everywhere: heard, captured };
}

/** Send a pointer's event as a browser does: to the window first, then to the sheet where it comes down, or to the
    canvas. `moments`: [x, y, time] of those that the browser folded into it. */
export function send({ canvas, sheet, everywhere }, type, about = {}) {
  const { id = 1, at = [50, 50], time = 0, moments = [], elsewhere = false, ...rest } = about;
  const held = { pointerdown: 1, pointermove: 1, pointerrawupdate: 1 }[type] ?? 0;
  const parts = {
    pointerId: id,
    pointerType: "mouse",
    button: 0,
    buttons: held,
    clientX: at[0],
    clientY: at[1],
    ...rest,
  };
  const moment = ([clientX, clientY, timeStamp]) => ({ clientX, clientY, timeStamp });
  const event = () => {
    const made = new Event(type, { cancelable: true });
    const all = { ...parts, timeStamp: time, getCoalescedEvents: () => moments.map(moment) };
    for (const [name, value] of Object.entries(all)) Object.defineProperty(made, name, { value });
    return made;
  };
  if (type !== "pointerrawupdate") everywhere.dispatchEvent(event());
  const last = event();
  if (!elsewhere) (type === "pointerdown" ? sheet : canvas).dispatchEvent(last);
  return last;
}
