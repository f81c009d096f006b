/* Files for the visitor to keep. */

/** Have the browser save what a URL holds.
    @param {string} name of the file
    @param {string} url */
export function saved(name, url) {
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
}
