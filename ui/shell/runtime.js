/* Runs first in the document's head: picks the language and holds the few functions that all widgets share. */
(() => {
  const LANGUAGES = ["en", "ja"];
  const asked = new URLSearchParams(location.search).get("lang");
  const preferred = (navigator.language || "en").slice(0, 2).toLowerCase();
  const lang = [asked, preferred].find((code) => LANGUAGES.includes(code)) ?? "en";
  document.documentElement.lang = lang;
  // Gradio's own components read the browser's language: let the address decide for them too.
  Object.defineProperty(navigator, "language", { get: () => lang, configurable: true });

  /** A function that gives the text of a key with its {placeholders} filled; `words` is what ui.i18n.catalogue.words returned. */
  function speaker(words) {
    return (key, values = {}) => {
      const text = words[lang]?.[key] ?? words.en[key] ?? key;
      return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    };
  }

  /** Put the text of `words` into every child that has data-text="…", and into the attributes of
      data-label="…" (aria-label and title). */
  function fill(element, words) {
    const say = speaker(words);
    for (const child of element.querySelectorAll("[data-text]")) child.textContent = say(child.dataset.text);
    for (const child of element.querySelectorAll("[data-label]")) {
      child.setAttribute("aria-label", say(child.dataset.label));
      if (child.tagName === "BUTTON") child.title = child.getAttribute("aria-label");
    }
    return say;
  }

  /** base64 → Uint8Array. */
  function bytes(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const letters = atob(text);
    const out = new Uint8Array(letters.length);
    for (let at = 0; at < out.length; at++) out[at] = letters.charCodeAt(at);
    return out;
  }

  // Pictures are grey bytes, ink 255 on paper 0; they are shown in the theme's ink on the theme's paper.
  const painted = new Map(); // canvas → [grey, width, height], to paint again when the theme changes
  let palette = null;

  function shades() {
    const style = getComputedStyle(document.body);
    const resolve = document.createElement("canvas").getContext("2d");
    const parts = (name, other) => {
      resolve.fillStyle = other;
      resolve.fillStyle = style.getPropertyValue(name).trim();
      return [1, 3, 5].map((at) => parseInt(resolve.fillStyle.slice(at, at + 2), 16));
    };
    const ink = parts("--body-text-color", "#000000");
    const paper = parts("--background-fill-primary", "#ffffff");
    return Uint32Array.from({ length: 256 }, (_, grey) => {
      const [r, g, b] = ink.map((value, at) => Math.round(paper[at] + ((value - paper[at]) * grey) / 255));
      return (255 << 24) | (b << 16) | (g << 8) | r;
    });
  }

  /** Paint grey bytes (width × height, row by row; ink 255) on a canvas of that many pixels. */
  function paint(canvas, grey, width, height = width) {
    palette ??= shades();
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const picture = new ImageData(width, height);
    const pixels = new Uint32Array(picture.data.buffer);
    for (let at = 0; at < pixels.length; at++) pixels[at] = palette[grey[at]];
    canvas.getContext("2d").putImageData(picture, 0, 0);
    painted.set(canvas, [grey, width, height]);
  }

  /** Back to blank paper. */
  function blank(canvas) {
    painted.delete(canvas);
    canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
  }

  const themed = new Set();
  /** Call `redraw` whenever the page turns light or dark. */
  const onTheme = (redraw) => themed.add(redraw);

  document.addEventListener("DOMContentLoaded", () => {
    let dark = document.body.classList.contains("dark");
    new MutationObserver(() => {
      if (dark === document.body.classList.contains("dark")) return;
      dark = !dark;
      palette = null;
      for (const [canvas, picture] of painted) {
        if (canvas.isConnected) paint(canvas, ...picture);
        else painted.delete(canvas);
      }
      for (const redraw of themed) redraw();
    }).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  });

  /** Ask a server function live: one request in flight, and after it the newest question alone.
      `ask(question)` returns a promise; `show(answer, question, last)` gets each answer in order: {ok, …},
      or {ok: false, lost: true} when none came. `forget()` drops the question that waits and the answer under way. */
  function newest(ask, show) {
    let waiting;
    let busy = false;
    let era = 0;
    async function run() {
      busy = true;
      while (waiting !== undefined) {
        const question = waiting;
        const began = era;
        waiting = undefined;
        const answer = await Promise.resolve(ask(question)).catch(() => undefined);
        if (began === era) show(answer ?? { ok: false, lost: true }, question, waiting === undefined);
      }
      busy = false;
    }
    return {
      ask(question) {
        waiting = question;
        if (!busy) run();
      },
      forget() {
        waiting = undefined;
        era += 1;
      },
    };
  }

  /** A value under a name that widgets of one page share. A late subscriber gets the present value at once. */
  const shared = new Map();
  function channel(name) {
    if (!shared.has(name)) shared.set(name, { value: undefined, listeners: new Set() });
    const entry = shared.get(name);
    return {
      get value() {
        return entry.value;
      },
      set(value) {
        entry.value = value;
        for (const listener of entry.listeners) listener(value);
      },
      subscribe(listener) {
        entry.listeners.add(listener);
        if (entry.value !== undefined) listener(entry.value);
      },
    };
  }

  // Another language is another page. What the visitor has made goes along: it is left in the tab's session storage
  // when the link is followed, and taken out of it by the page that comes next.
  const BAG = "inkspace";
  const keepers = new Map();
  /** On the way to the other language keep what `value()` gives, as `kept[name]` of the next page. */
  const keep = (name, value) => keepers.set(name, value);
  const kept = unpack();

  function unpack() {
    try {
      const bag = JSON.parse(sessionStorage.getItem(BAG)) ?? {};
      sessionStorage.removeItem(BAG);
      return bag;
    } catch {
      return {}; // storage is switched off
    }
  }

  function pack() {
    const bag = Object.fromEntries([...keepers].map(([name, value]) => [name, value()]));
    try {
      sessionStorage.setItem(BAG, JSON.stringify(bag));
    } catch {
      // Switched off or full: the next page begins afresh.
    }
  }

  keep("tab", () => document.querySelector('#tabs [role="tab"][aria-selected="true"]')?.id);
  document.addEventListener("click", (event) => event.target.closest?.("a[hreflang]") && pack());
  /** The tab whose link the address holds, if any. */
  const linked = () => (location.hash.startsWith("#dream=") ? "tab-dream-button" : undefined);
  document.addEventListener("DOMContentLoaded", () => {
    const wanted = kept.tab ?? linked();
    if (!wanted) return;
    const seen = new MutationObserver(() => {
      const tab = document.getElementById(wanted);
      if (!tab) return;
      seen.disconnect();
      tab.click();
    });
    seen.observe(document.body, { childList: true, subtree: true });
  });
  window.addEventListener("hashchange", () => document.getElementById(linked())?.click());

  // first_ink.js and front.js add to it.
  window.Inkspace = { lang, speaker, fill, bytes, paint, blank, onTheme, newest, channel, keep, kept };
})();
