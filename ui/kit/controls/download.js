/** Have the browser save what a URL holds under a name. */

export function saved(name, url) {
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
}
