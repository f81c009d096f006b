/* A short walk through all tabs, as text that runs in the page of whatever browser: two digits drawn, each tab opened,
   a slider moved in each. */

/** @param {{drawings: {a: number[][][], b: number[][][]}, engine: string}} given strokes for both sheets, and where the
      networks are to run: "server" or "browser"
    @returns {Promise<{reads: {a: number, b: number}, moved: string[], engine: string, faults: string[]}>} what the sheets
      read as, the sliders that changed something, and what went wrong */
export async function walk({ drawings, engine }) {
  const PATIENCE = 60_000; // ms: not a speed limit, but how long a busy machine may take
  const find = (selector) => /** @type {any} */ (document.querySelector(selector));
  const root = document.documentElement;
  const moved = [];

  async function until(what, holds) {
    const began = performance.now();
    while (!holds()) {
      if (performance.now() - began > PATIENCE) throw new Error(`waited in vain for ${what}`);
      await new Promise((then) => setTimeout(then, 50));
    }
  }

  function draw(pad, strokes) {
    const canvas = find(`#pad-${pad} canvas`);
    canvas.setPointerCapture = () => {}; // which knows no pointer but a hand's
    const box = canvas.getBoundingClientRect();
    const send = (kind, [x, y]) =>
      canvas.dispatchEvent(
        new PointerEvent(kind, {
          pointerId: 1,
          pointerType: "mouse",
          button: kind === "pointermove" ? -1 : 0,
          buttons: kind === "pointerup" ? 0 : 1,
          bubbles: true,
          cancelable: true,
          clientX: box.left + x * box.width,
          clientY: box.top + y * box.height,
        }),
      );
    for (const stroke of strokes) {
      send("pointerdown", stroke[0]);
      for (const place of stroke.slice(1)) send("pointermove", place);
      send("pointerup", stroke[stroke.length - 1]);
    }
  }

  async function openTab(at, settled) {
    /** @type {any} */ (document.querySelectorAll("[role=tab]")[at]).click();
    await until(settled, () => find(settled));
  }

  /** Take in what an element shows, comparable. */
  const shown = (selector) => find(selector).toDataURL?.() ?? find(selector).textContent;

  /** Move a slider to a share of its way, and wait until what it changes is another. */
  async function move(selector, share, told) {
    const before = shown(told);
    const slider = find(selector);
    slider.value = String(Number(slider.min) + share * (Number(slider.max) - Number(slider.min)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await until(`${told}, after ${selector}`, () => shown(told) !== before);
    moved.push(selector);
  }

  await until("the sheets", () => !find("#skeleton") && find("#pad-b canvas"));
  await until(`the ${engine} to answer`, () => root.dataset.engine === engine);
  for (const pad of ["a", "b"]) draw(pad, drawings[pad]);
  for (const pad of ["a", "b"]) {
    await until(`sheet ${pad}`, () => find(`#drawing-${pad} section.answered.polished:not(.waiting):not(.polishing)`));
  }
  await until("the morph", () => find("#between section:not(.waiting):not(.empty)"));
  const reads = (pad) => Number(find(`#drawing-${pad} .says`).textContent.match(/\d/)[0]);
  const found = { a: reads("a"), b: reads("b") };
  await move("#alpha input", 0.9, "#between .where");

  await openTab(1, "#dream-samples[aria-busy=false]:not(.unread)");
  find("#steer summary").click();
  await until("the way between two digits", () => find("#steer:not(.blank) .way[aria-busy=false]"));
  await move("#steer .at", 0.7, "#steer .way .frame canvas");

  await openTab(2, "#gabor-output[aria-busy=false]");
  await move("#gabor-scale input[type=range]", 0.6, "#tab-filter dd.wavelength");
  await until("the response", () => find("#gabor-output[aria-busy=false]"));

  await openTab(3, "#learn-beta .plate");
  find("#learn-beta .plate").scrollIntoView();
  await until("a figure", () => find("#learn-beta .plate.ready"));
  await move("#learn-beta input[type=range]", 0.3, "#learn-beta output");
  const { faults = ["what went wrong was not noted"] } = /** @type {any} */ (window).walked ?? {};
  return { reads: found, moved, engine: root.dataset.engine, faults };
}
