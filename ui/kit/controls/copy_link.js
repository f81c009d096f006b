/** Put a fragment into the address and the address onto the clipboard. `said` gets say("link_copied"); where the
    browser does not allow it, `field` shows the address and `said` say("link_by_hand"). */

export async function copyAddress(fragment, say, said, field) {
  history.replaceState(history.state, "", fragment);
  field.hidden = true;
  try {
    await navigator.clipboard.writeText(location.href);
    said.textContent = say("link_copied");
  } catch {
    field.hidden = false; // without the right to copy, the visitor does
    field.value = location.href;
    field.select();
    said.textContent = say("link_by_hand");
  }
}
