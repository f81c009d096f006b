/* Files that a visitor drops on the page or pastes into it. */

/** Take files in while the tab is open. Wherever they land they are ours: the browser would leave the page for them.
    @param {object} options
    @param {HTMLElement} options.place is highlighted while something is dragged over the page
    @param {() => boolean} options.visible whether the tab is open
    @param {(file: File) => void} options.take
    @param {() => void} options.refuse is called for something dropped that is no file
    @param {AbortSignal} options.signal */
export function takeIncomingFiles({ place, visible, take, refuse, signal }) {
  /** Keep the browser from what is dragged; words dragged into a number field are not ours. */
  function claim(event) {
    const words = event.target.closest?.("input[type=text]") && !event.dataTransfer?.types.includes("Files");
    if (!visible() || words) return false;
    event.preventDefault();
    return true;
  }
  const highlight = (on) => place.classList.toggle("dropping", on);

  for (const type of ["dragenter", "dragover"])
    document.addEventListener(type, (event) => highlight(claim(event)), { signal });
  document.addEventListener("dragleave", (event) => event.relatedTarget || highlight(false), { signal });
  document.addEventListener(
    "drop",
    (event) => {
      highlight(false);
      if (!claim(event)) return;
      const file = event.dataTransfer?.files[0];
      if (file) take(file);
      else refuse();
    },
    { signal },
  );
  document.addEventListener(
    "paste",
    (event) => {
      const file = event.clipboardData?.files[0];
      if (!file || !visible()) return;
      event.preventDefault();
      take(file);
    },
    { signal },
  );
}
