// Grid of generated digits. Python's side: ui/dream.py; what all widgets share: ui/page.js.
const SIDE = 28;
const say = Inkspace.fill(element, props.words);
const find = (selector) => element.querySelector(selector);

const grid = find("#dream-samples");
const slider = find("#dream-count input[type=range]");
const seed = find("#dream-seed input");
const choice = find("#dream-digit select");
const lost = find(".lost");
const fields = {
  n: [find("#dream-count-number"), find("#dream-count-wrong")],
  seed: [seed, find("#dream-seed-wrong")],
  digit: [choice, find("#dream-digit-wrong")],
};

// --- tiles -------------------------------------------------------------------------------------------------

function node(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent.append(made);
  return made;
}

function addTile() {
  const tile = node("div", "tile", grid);
  tile.role = "listitem";
  const canvas = node("canvas", "", tile);
  canvas.width = canvas.height = SIDE;
  canvas.role = "img";
  const told = node("div", "told", tile);
  told.ariaHidden = "true"; // the canvas says it
  node("span", "reads", told);
  node("span", "score", told);
  node("i", "", node("div", "meter", tile));
}

/** Make room for n tiles; those that stay keep their place and their picture until it is painted over. */
function makeRoom(n) {
  while (grid.children.length > n) grid.lastElementChild.remove();
  while (grid.children.length < n) addTile();
  grid.classList.toggle("single", n <= 4);
  grid.classList.toggle("few", n > 4 && n <= 16);
  grid.classList.toggle("some", n > 16 && n <= 49);
}

function fillTile(tile, grey, digit, score) {
  const canvas = tile.firstElementChild;
  Inkspace.paint(canvas, grey, SIDE);
  canvas.ariaLabel = canvas.title = say("tile", { digit, score: score.toFixed(3) });
  tile.querySelector(".reads").textContent = digit;
  tile.querySelector(".score").textContent = score.toFixed(2);
  tile.querySelector(".meter i").style.transform = `scaleX(${score})`;
}

// --- what they read as -------------------------------------------------------------------------------------

const bars = Array.from({ length: 10 }, (_, digit) => {
  const bar = node("li", "", find(".bars"));
  node("span", "count", bar);
  node("i", "", node("span", "column", bar));
  node("span", "digit", bar).textContent = digit;
  return bar;
});
const even = node("i", "", node("li", "even", find(".bars")));
even.parentElement.ariaHidden = "true";

function summarise(readsAs, scores) {
  const n = readsAs.length;
  const mean = scores.reduce((sum, score) => sum + score) / n;
  const counts = bars.map((_, digit) => readsAs.filter((read) => read === digit).length);
  const most = Math.max(...counts);
  bars.forEach((bar, digit) => {
    bar.ariaLabel = say("bar", { digit, count: counts[digit], n });
    bar.classList.toggle("most", counts[digit] === most);
    bar.querySelector(".count").textContent = counts[digit] || "";
    bar.querySelector(".column i").style.transform = `scaleY(${counts[digit] / most})`;
  });
  even.style.height = `${100 - n / 10 / most * 100}%`;
  find(".said").textContent = [...verdict(counts, most, n), say("mean", { score: mean.toFixed(2) })].join(say("space"));
}

/** Sentences. Under ten digits a count says nothing; "collapse" is said only where luck would not do it. */
function verdict(counts, most, n) {
  if (n < 10) return [say("few")];
  const digits = (count) => counts.flatMap((here, digit) => (here === count ? [digit] : [])).join(say("comma"));
  const sentences = [say("most", { digits: digits(most), count: most, n, even: +(n / 10).toFixed(1) })];
  if (n >= 20 && counts.includes(0)) sentences.push(say("absent", { digits: digits(0) }));
  if (n >= 20 && most >= 0.35 * n) sentences.push(say("collapse"));
  return sentences;
}

// --- asking ------------------------------------------------------------------------------------------------

const wait = waiting(grid);

function show(answer, question, last) {
  wait.end(last, answer.lost);
  lost.hidden = !answer.lost;
  if (answer.lost) return;
  for (const [name, [input, place]] of Object.entries(fields)) refuse(input, place, answer.errors?.[name]);
  if (!answer.ok) return;
  const grey = Inkspace.bytes(answer.pixels);
  makeRoom(answer.reads_as.length);
  answer.reads_as.forEach((digit, at) => {
    const one = grey.subarray(at * SIDE * SIDE, (at + 1) * SIDE * SIDE);
    fillTile(grid.children[at], one, digit, answer.scores[at]);
  });
  summarise(answer.reads_as, answer.scores);
}

const requests = Inkspace.newest((question) => server.sample_digits(question), show);

function ask() {
  clearTimeout(pause);
  wait.begin();
  requests.ask({ lang: Inkspace.lang, n: fields.n[0].value, seed: seed.value, digit: choice.value });
}

// While somebody types, wait for a pause: 1 is not 12, and an emptied field is about to be filled.
let pause;
function typing(input) {
  clearTimeout(pause);
  if (input.value.trim()) pause = setTimeout(ask, 250);
}

// --- controls ----------------------------------------------------------------------------------------------

slider.addEventListener("input", () => {
  fields.n[0].value = slider.value;
  ask();
});
/** The number in the field as the server reads it (full-width digits too), or undefined. */
function typedNumber() {
  const typed = fields.n[0].value.normalize("NFKC").trim();
  return /^\+?[0-9]+$/.test(typed) && +typed >= +slider.min && +typed <= +slider.max ? +typed : undefined;
}
fields.n[0].addEventListener("input", () => {
  slider.value = typedNumber() ?? slider.value;
});
for (const input of [fields.n[0], seed]) {
  input.addEventListener("input", () => typing(input));
  input.addEventListener("change", ask);
  input.addEventListener("keydown", (event) => event.key === "Enter" && ask());
}
find(".dice").addEventListener("click", () => {
  // A number that cannot be used would make the new seed show nothing: go back to the last one that could.
  if (typedNumber() === undefined) fields.n[0].value = slider.value;
  seed.value = crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000;
  ask();
});
choice.addEventListener("change", ask);
lost.querySelector("button").addEventListener("click", ask);

choice.append(new Option(say("digit_any"), "any"));
for (let digit = 0; digit < 10; digit++) {
  const option = new Option(digit, digit);
  option.disabled = !props.labelled;
  choice.append(option);
}
find("#dream-digit .hint").hidden = props.labelled;

fields.n[0].value = slider.value = props.first.n;
seed.value = props.first.seed;
makeRoom(props.first.n);
ask();
