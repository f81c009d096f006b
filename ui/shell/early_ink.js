/* Ink before anything of Gradio's has run: the skeleton's two sheets take strokes, and hand them to the real ones. */
(() => {
  const PEN = 0.055; // width of a middling line as a share of the sheet

  /** Draw strokes on a canvas, straight from point to point with round joins, which is how `sketch.frame` reads them. */
  function strokeInk(context, strokes, colour, pen = PEN) {
    const { width, height } = context.canvas;
    context.lineWidth = pen * width;
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

  /** Where a pointer is on a canvas, [x, y] in 0…1. */
  function placeOn(canvas, { clientX, clientY }) {
    const box = canvas.getBoundingClientRect();
    const share = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
    return [share((clientX - box.left) / box.width), share((clientY - box.top) / box.height)];
  }

  const drawn = { a: [], b: [] }; // strokes as the widgets know them (ink.js)
  let pen = null; // {id, canvas, strokes} while one is down
  let frame = 0; // of the animation that will draw what the pen added
  let leave; // what is to be done once the pen is up

  // Sheets that get their drawings from a link, or from the page in the other language, are not drawn on before that.
  if (location.hash || Object.keys(Inkspace.kept).length) document.documentElement.classList.add("returns");
  else listen();

  function listen() {
    addEventListener("pointerdown", (event) => {
      const sheet = event.target.closest?.("#skeleton .sheet");
      if (!sheet || pen || event.button !== 0) return;
      event.preventDefault();
      sheet.classList.add("inked");
      const canvas = sheet.querySelector("canvas");
      const side = Math.round(canvas.clientWidth * devicePixelRatio);
      if (canvas.width !== side) canvas.width = canvas.height = side;
      canvas.setPointerCapture(event.pointerId);
      pen = { id: event.pointerId, canvas, strokes: drawn[sheet.dataset.pad] };
      pen.strokes.push([]);
      extend(event);
    });
    addEventListener("pointermove", (event) => event.pointerId === pen?.id && extend(event));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => event.pointerId === pen?.id && lift());
  }

  function extend(event) {
    const events = event.getCoalescedEvents?.() ?? [];
    for (const moment of events.length ? events : [event]) pen.strokes.at(-1).push(placeOn(pen.canvas, moment));
    frame ||= requestAnimationFrame(redraw);
  }

  function redraw() {
    frame = 0;
    if (!pen) return;
    const context = pen.canvas.getContext("2d");
    context.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
    strokeInk(context, pen.strokes, getComputedStyle(pen.canvas).color);
  }

  function lift() {
    redraw();
    pen = null;
    leave?.();
  }

  /** Give the real sheets what was drawn and call `then`: now, or once the pen is up. */
  function handOver(then) {
    if (pen) {
      leave = () => handOver(then);
      return;
    }
    for (const [pad, strokes] of Object.entries(drawn)) {
      if (strokes.length) Inkspace.channel(`put-${pad}`).set({ strokes });
    }
    then();
  }

  Object.assign(Inkspace, { PEN, strokeInk, placeOn, handOver });
})();
