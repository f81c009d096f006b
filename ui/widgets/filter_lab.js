// A Gabor wavelet over a picture. Python's side: ui/filter.py; what all widgets share: ui/page.js.
const LARGEST = 512; // px a side of what is filtered
const HEAVIEST = 50 * 2 ** 20; // bytes of a file that is worth decoding
const SHOWN = 40; // characters of a file's name
const say = Inkspace.fill(element, props.words);
const find = (selector) => element.querySelector(selector);

const input = find("#gabor-input canvas");
const output = find("#gabor-output");
const pair = find(".pair");
const lost = find(".lost");
const pictureWrong = find("#gabor-picture-wrong");

// --- painting: grey as it comes, whatever the theme --------------------------------------------------------

async function load(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/** Put a picture on a canvas of its size. */
function paint(canvas, image) {
  if (canvas.width !== image.width) canvas.width = image.width;
  if (canvas.height !== image.height) canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
}

/** Uint8Array → base64, in pieces that fit into a call. */
function text(grey) {
  let letters = "";
  for (let at = 0; at < grey.length; at += 0x8000) letters += String.fromCharCode(...grey.subarray(at, at + 0x8000));
  return btoa(letters);
}

// --- sliders and their number fields -----------------------------------------------------------------------

const places = { sigma: 2, theta: 0, scale: 2 };
const short = (value, digits) => String(+value.toFixed(digits));

/** One parameter: what it is now (a number in range, or the text that is none), its slider and its field. */
function control(name) {
  const { low, high, step, first } = props.controls[name];
  const slider = find(`#gabor-${name} input[type=range]`);
  const field = find(`#gabor-${name} input[type=text]`);
  const wrong = find(`#gabor-${name} .wrong`);
  const self = {
    value: first,
    refuse: (sentence) => refuse(field, wrong, sentence),
  };
  Object.assign(slider, { min: low, max: high, step, value: first });
  slider.addEventListener("input", () => {
    self.value = +slider.value;
    field.value = short(self.value, places[name]);
    ask();
  });
  function typed() {
    const text = field.value.normalize("NFKC").trim().replace(",", ".");
    return text !== "" && +text >= low && +text <= high ? +text : undefined;
  }
  function read() {
    self.value = typed() ?? field.value; // the server's sentence quotes what was typed
    slider.value = typed() ?? slider.value;
    ask();
  }
  // A number that can be used is used while it is typed; what is wrong is said when the field is left.
  field.addEventListener("input", () => typed() !== undefined && read());
  field.addEventListener("change", read);
  field.value = short(first, places[name]);
  return self;
}

const controls = Object.fromEntries(Object.keys(props.controls).map((name) => [name, control(name)]));

// --- asking for the response -------------------------------------------------------------------------------

// What is filtered: {image, key, pixels}. The server draws its own pictures from their key; of others it is sent the
// pixels once, and again where it has forgotten the key or another server answers.
let picture;

async function request({ of, ...values }) {
  const question = { ...values, lang: Inkspace.lang, picture: of.key };
  let answer = await server.filter_picture(of.key ? question : { ...question, pixels: of.pixels });
  if (answer?.need === "image") answer = await server.filter_picture({ ...question, pixels: of.pixels });
  if (answer?.ok) {
    const { real, kernel } = answer;
    answer.images = await Promise.all([real, kernel.real, kernel.imaginary].map(load));
  }
  return answer;
}

const wait = waiting(output, find(".kernels"));
const canvases = ["#gabor-output", "#gabor-kernel-real", "#gabor-kernel-imaginary"].map((id) => find(`${id} canvas`));

function show(answer, { of }, last) {
  if (of !== picture) return;
  wait.end(last, answer.lost);
  lost.hidden = !answer.lost;
  if (answer.lost) return;
  for (const name in controls) controls[name].refuse(answer.errors?.[name]);
  if (answer.errors?.picture) pictureWrong.textContent = answer.errors.picture;
  if (!answer.ok) return;
  of.key = answer.picture;
  answer.images.forEach((image, at) => paint(canvases[at], image));
  const peak = answer.peak.toPrecision(2);
  find(".scale").classList.toggle("flat", !answer.peak);
  find(".low").textContent = answer.peak ? "−" + peak : "";
  find(".high").textContent = answer.peak ? "+" + peak : "0";
  find(".span").textContent = say("span", { px: answer.kernel.span });
  find(".wavelength").textContent = say("px", { px: answer.wavelength.toFixed(1) });
  find(".std").textContent = say("px", { px: answer.std.toFixed(1) });
}

const requests = Inkspace.newest(request, show);

function ask() {
  if (!picture) return;
  wait.begin();
  requests.ask({
    of: picture,
    sigma: controls.sigma.value,
    theta: controls.theta.value,
    scale: controls.scale.value,
  });
}

// --- the picture -------------------------------------------------------------------------------------------

let choosing = 0; // of several pictures asked for, the last one counts

function take(chosen, name) {
  picture = chosen;
  paint(input, chosen.image);
  input.ariaLabel = say("input_of", { name });
  pictureWrong.textContent = "";
  for (const button of find(".thumbs").children) button.ariaPressed = String(button.dataset.name === chosen.key);
  ask();
}

async function takeOwn(name) {
  const turn = ++choosing;
  const answer = await server.show_picture({ picture: name });
  const image = answer?.ok && (await load(answer.picture));
  if (turn !== choosing) return;
  lost.hidden = Boolean(image);
  if (image) take({ key: name, image }, say("picture_" + name));
}

async function takeFile(file) {
  const turn = ++choosing;
  const whole = file.name || say("pasted");
  const name = whole.length > SHOWN ? whole.slice(0, SHOWN - 1) + "…" : whole;
  try {
    const chosen = await decoded(file);
    if (turn === choosing) take(chosen, name);
  } catch (error) {
    if (turn === choosing) pictureWrong.textContent = say(error.key ?? "no_picture", { name });
  }
}

/** A file as grey pixels, at most 512 px a side, what is transparent on white. */
async function decoded(file) {
  if (file.size > HEAVIEST) throw { key: "too_heavy" };
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const reduced = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
  const width = Math.round(bitmap.width * reduced);
  const height = Math.round(bitmap.height * reduced);
  if (Math.min(width, height) < 2) throw { key: "too_small" };
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const drawn = context.getImageData(0, 0, width, height);
  const { data } = drawn;
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    grey[at] = Math.round(0.2126 * data[4 * at] + 0.7152 * data[4 * at + 1] + 0.0722 * data[4 * at + 2]);
    data.fill(grey[at], 4 * at, 4 * at + 3);
  }
  context.putImageData(drawn, 0, 0);
  return { image: canvas, pixels: { width, height, grey: text(grey) } };
}

const chooser = find(".upload input");
chooser.addEventListener("change", () => {
  if (chooser.files.length) takeFile(chooser.files[0]);
  chooser.value = ""; // so that the same file can be chosen again
});

const open = () => pair.checkVisibility(); // or another tab is

/** While the tab is open, whatever is dropped is ours wherever it lands: the browser would leave the page for it.
    Words dragged into a number field are not. */
function ours(event) {
  const words = event.target.closest?.("input[type=text]") && !event.dataTransfer?.types.includes("Files");
  if (!open() || words) return false;
  event.preventDefault();
  return true;
}
for (const type of ["dragenter", "dragover"]) {
  document.addEventListener(type, (event) => pair.classList.toggle("dropping", ours(event)));
}
document.addEventListener("dragleave", (event) => event.relatedTarget || pair.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  pair.classList.remove("dropping");
  if (!ours(event)) return;
  if (event.dataTransfer.files.length) takeFile(event.dataTransfer.files[0]);
  else pictureWrong.textContent = say("no_file");
});
document.addEventListener("paste", (event) => {
  const file = event.clipboardData?.files[0];
  if (!file || !open()) return;
  event.preventDefault();
  takeFile(file);
});

const thumbs = props.names.map((name) => {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.name = name;
  button.ariaLabel = button.title = say("picture_" + name);
  button.ariaPressed = "false";
  button.append(document.createElement("canvas"));
  button.addEventListener("click", () => takeOwn(name));
  find(".thumbs").append(button);
  return button.firstElementChild;
});

async function fillThumbs() {
  const answer = await server.show_thumbs({});
  answer?.thumbs.forEach(async (thumb, at) => paint(thumbs[at], await load(thumb)));
}

function start() {
  fillThumbs();
  takeOwn(props.names[0]);
}

lost.querySelector("button").addEventListener("click", () => (picture ? ask() : start()));
start();
