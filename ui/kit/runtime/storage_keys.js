/* Names under which the browser keeps what is ours. */

export const VISIT = "inkspace"; // in the tab's session storage: what goes along to the page in the other language
export const HINTS_SEEN = "inkspace.hints"; // in local storage: names of the tabs whose hint was understood
