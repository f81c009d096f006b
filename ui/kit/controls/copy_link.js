/* A link to what the page shows, for the visitor to give away. */

/** Put a fragment into the page's address, and the address onto the clipboard.
    @param {string} fragment begins with #
    @param {import("../runtime/language.js").Say} say
    @param {Element} said gets say("link_copied") or, where the browser does not allow it, say("link_by_hand")
    @param {HTMLInputElement} field shows the address where it is to be copied by hand, and is hidden otherwise */
export async function copyAddress(fragment, say, said, field) {
  history.replaceState(history.state, "", fragment);
  field.hidden = true;
  try {
    await navigator.clipboard.writeText(location.href);
    said.textContent = say("link_copied");
  } catch {
    field.hidden = false;
    field.value = location.href;
    field.select();
    said.textContent = say("link_by_hand");
  }
}
