/* After page.js and first_ink.js: from the first byte to the first tab, hints for a first visit, and widgets that are
   fetched late. */
(() => {
  const root = document.documentElement;

  // --- the skeleton, until the first tab stands ----------------------------------------------------------------

  const LONGEST_WAIT = 20_000; // ms; after that whatever is there is better than the skeleton

  /** All parts of the first tab are laid out, however late Gradio fetched what they need; build.py says how many. */
  function stands() {
    const wanted = document.querySelector("#colophon [data-parts]")?.dataset.parts;
    const panel = document.querySelector('#tabs [role="tabpanel"]');
    const parts = [...(panel?.querySelectorAll(".html-container") ?? [])];
    return wanted && parts.filter((part) => part.firstElementChild?.firstElementChild).length >= wanted;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const skeleton = document.getElementById("skeleton");
    const watching = new MutationObserver(() => stands() && show());
    const timer = setTimeout(show, LONGEST_WAIT);
    function show() {
      watching.disconnect();
      clearTimeout(timer);
      Inkspace.handOver(() => skeleton.remove());
    }
    watching.observe(document.body, { childList: true, subtree: true });
  });
  // Errors of resources do not bubble, but they can be caught on their way down.
  const failed = ({ target }) =>
    target.tagName === "SCRIPT" && document.getElementById("skeleton")?.classList.add("failed");
  addEventListener("error", failed, true);

  // --- hints ---------------------------------------------------------------------------------------------------

  const SEEN = "inkspace.hints";
  const seen = new Set(remembered());
  for (const tab of seen) root.classList.add(`knows-${tab}`); // before anything is shown, so that nothing moves

  function remembered() {
    try {
      const names = JSON.parse(localStorage.getItem(SEEN));
      return Array.isArray(names) ? names.filter((name) => /^[a-z]+$/.test(name)) : [];
    } catch {
      return []; // storage is switched off, or holds what is not ours
    }
  }

  /** Not shown on the next visit. */
  function remember(tab) {
    if (seen.has(tab)) return;
    seen.add(tab);
    try {
      localStorage.setItem(SEEN, JSON.stringify([...seen]));
    } catch {
      // Switched off: the hint comes again with the next visit.
    }
  }

  document.addEventListener("click", ({ target }) => {
    const hint = target.closest?.(".first-hint .dismiss")?.closest("aside");
    if (!hint) return;
    const { tab } = hint.dataset;
    remember(tab);
    root.classList.add(`knows-${tab}`);
    document.getElementById(`tab-${tab}-button`)?.focus(); // or the keyboard would start over at the top
  });
  // Who works on a tab has understood it; the hint stays for this visit, or the page would move under the hand.
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, ({ target, key }) => {
      const panel = target.closest?.(".first-hint") ? null : target.closest?.('#tabs [role="tabpanel"]');
      if (panel && key !== "Tab") remember(panel.id.replace("tab-", ""));
    });
  }

  // --- widgets of tabs that were not open at first -----------------------------------------------------------------

  const files = new Map(); // name → promise of what is in it, or of undefined where it did not come

  function fetched(name) {
    if (!files.has(name)) {
      const coming = fetch(new URL(`inkspace/${name}`, document.baseURI))
        .then((answer) => (answer.ok ? answer.json() : undefined))
        .catch(() => undefined);
      coming.then((content) => content || files.delete(name)); // to be asked for again
      files.set(name, coming);
    }
    return files.get(name);
  }

  /** Say in `element` that a part did not come; its button calls `again`. */
  function lost(element, again) {
    element.replaceChildren(document.getElementById("part-lost").content.cloneNode(true));
    for (const button of element.querySelectorAll("button")) button.addEventListener("click", again);
  }

  /** Texts of all keys → those of some prefixes, as ui.i18n.catalogue.words gives them; where two have a key, the later counts. */
  function wordsOf(texts, prefixes) {
    const own = {};
    for (const prefix of prefixes) {
      for (const key in texts) if (key.startsWith(`${prefix}.`)) own[key.slice(prefix.length + 1)] = texts[key];
    }
    return { en: own, [Inkspace.lang]: own };
  }

  /** Fill `scope.element` with a widget: what Gradio would have done with its markup, style and script.
      `then(held)` is called once it stands; held: whether something in it had the focus, which is then gone. */
  async function unfold(name, scope, then = () => {}) {
    const { element, props } = scope;
    const { words } = props;
    element.setAttribute("aria-busy", "true");
    const [parts, texts] = await Promise.all([fetched(name), words.files ? fetched(words.files[Inkspace.lang]) : {}]);
    element.removeAttribute("aria-busy");
    if (!parts || !texts) {
      lost(element, () => unfold(name, scope, then));
      return;
    }
    if (words.files) props.words = wordsOf(texts, words.prefixes);
    const style = document.createElement("style");
    style.textContent = `#${element.id} { ${parts.css} }`;
    document.head.append(style);
    const held = element.contains(document.activeElement);
    element.innerHTML = parts.html;
    new Function(...Object.keys(scope), parts.js)(...Object.values(scope));
    then(held);
  }

  /** `unfold` a <details> when it is opened, or at once where it has kept something from the other language's page. */
  function unfoldOnceOpened(name, scope) {
    const { element } = scope;
    const details = element.querySelector("details");
    if (Inkspace.kept[details.id]) {
      unfold(name, scope);
      return;
    }
    const open = (held) => {
      element.querySelector("details").open = true;
      if (held) element.querySelector("summary").focus({ preventScroll: true });
    };
    details.addEventListener("toggle", () => unfold(name, scope, open), { once: true });
  }

  Object.freeze(Object.assign(Inkspace, { fetched, lost, unfold, unfoldOnceOpened }));
})();
