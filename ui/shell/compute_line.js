/* The line in the page's foot that says where it computes, and offers the other place. */

/** @typedef {import("../engine/page/crossing.js").State} State */

/** What a press of the line's button chooses. @type {{[state: string]: "browser" | "server" | undefined}} */
const OFFERED = { server: "browser", browser: "server", away: undefined, failed: "browser", loading: "server" };

/** Make the line.
    @param {import("../engine/types").Manifest} manifest
    @param {string} language
    @param {(wanted: "browser" | "server") => void} choose
    @returns {(state: State, share?: number) => void} shows where the page computes now; share: of what has come, 0…1 */
export function choiceLine(manifest, language, choose) {
  const words = manifest.words[language];
  const line = document.createElement("p");
  const sentence = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  line.id = "compute";
  sentence.setAttribute("role", "status");
  button.style.textDecoration = "underline"; // as links of the foot are; a style sheet would come with the first view
  line.append(sentence, " ", button);
  document.getElementById("colophon")?.append(line);
  /** @type {State} */
  let now = "server";
  button.addEventListener("click", () => {
    const wanted = OFFERED[now];
    if (wanted) choose(wanted);
  });

  return (state, share = 0) => {
    now = state;
    document.documentElement.dataset.engine = state === "browser" || state === "away" ? "browser" : "server";
    const values = { size: megabytes(manifest, language), percent: String(Math.round(share * 100)) };
    const text = (key) => words[key]?.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    sentence.textContent = text(state) ?? "";
    button.textContent = text(`${state}_offer`) ?? "";
    button.hidden = !button.textContent;
  };
}

/** Write how much is fetched at first, on its way, in megabytes.
    @param {Pick<import("../engine/types").Manifest, "wasm" | "weights" | "first">} manifest
    @param {string} language
    @returns {string} such as "3.7" */
export function megabytes({ wasm, weights, first }, language) {
  const bytes = first.reduce((sum, name) => sum + weights[name].packed, wasm.packed);
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1e6);
}
