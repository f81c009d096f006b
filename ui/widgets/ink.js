/* Ink on a canvas: strokes [[[x, y], …], …] in 0…1, drawn by mouse, pen or finger. */
const PEN = 0.055; // width of the line as a share of the sheet
const NEAR = 0.003; // points closer than this to the last one say nothing new

/** Draw strokes on a canvas, straight from point to point with round joins, which is how `sketch.frame` reads them. */
function strokeInk(context, strokes, colour) {
  const { width, height } = context.canvas;
  context.lineWidth = PEN * width;
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = colour;
  for (const stroke of strokes) {
    const points = stroke.map(([x, y]) => [x * width, y * height]);
    context.beginPath();
    if (points.length === 1) {
      context.arc(...points[0], context.lineWidth / 2, 0, 2 * Math.PI);
      context.fill();
    } else {
      for (const point of points) context.lineTo(...point);
      context.stroke();
    }
  }
}

/** `changed(resting)` is called after each change of the strokes; resting is false while the pen is down. */
function inkOn(canvas, changed) {
  const context = canvas.getContext("2d");
  let strokes = [];
  let pointer = null; // id of the pointer that draws; a second finger is ignored
  let heard = 0; // time stamp of the newest pointer event that was taken in
  let frame = 0; // of the animation that will draw what the pen added
  const history = [];

  /** All ink anew: the one way it comes onto the sheet, so that it looks the same under the pen and ever after. */
  function redraw() {
    cancelAnimationFrame(frame);
    frame = 0;
    context.clearRect(0, 0, canvas.width, canvas.height);
    strokeInk(context, strokes, getComputedStyle(canvas).color);
  }

  function fit() {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!side || side === canvas.width) return; // a hidden tab has no width: keep what is there
    canvas.width = canvas.height = side;
    redraw();
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const share = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
    return [share((event.clientX - box.left) / box.width), share((event.clientY - box.top) / box.height)];
  }

  function extend(event) {
    const stroke = strokes.at(-1);
    const before = stroke.length;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    for (const moment of coalesced.length ? coalesced : [event]) {
      if (moment.timeStamp <= heard) continue;
      heard = moment.timeStamp;
      const point = place(moment);
      const last = stroke.at(-1);
      if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) > NEAR) stroke.push(point);
    }
    if (stroke.length === before) return;
    frame ||= requestAnimationFrame(redraw);
    changed(false);
  }

  function keep() {
    history.push(strokes.map((stroke) => stroke));
    if (history.length > 200) history.shift();
  }

  function set(next) {
    pointer = null;
    strokes = next;
    redraw();
    changed(true);
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    keep();
    strokes = [...strokes, []];
    heard = 0;
    extend(event);
  });
  // The raw update comes at once, the move with the next frame: whichever is first is taken, the other skipped.
  for (const move of ["pointerrawupdate", "pointermove"]) {
    canvas.addEventListener(move, (event) => {
      if (event.pointerId === pointer) extend(event);
    });
  }
  const lift = (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    redraw();
    changed(true);
  };
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) canvas.addEventListener(end, lift);
  // Safari scrolls and selects in spite of touch-action when the drawing begins at the page's edge.
  canvas.addEventListener("touchmove", (event) => event.preventDefault(), { passive: false });

  new ResizeObserver(fit).observe(canvas);
  Inkspace.onTheme(redraw);
  fit();

  return {
    get strokes() {
      return strokes;
    },
    get canUndo() {
      return history.length > 0;
    },
    replace(next) {
      keep();
      set(next);
    },
    clear() {
      if (!strokes.length) return;
      keep();
      set([]);
    },
    undo() {
      if (history.length) set(history.pop());
    },
  };
}
