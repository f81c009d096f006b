/* What all figures of the chapters share: when to ask, sliders, a choice of digits, ways to the other tabs. */

import { finder } from "../../kit/runtime/find.js";
import { complainIn } from "../../kit/controls/draggable_plane.js";
import { fillTexts, language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { onThemeChange } from "../../kit/runtime/paint.js";

/** A number to so many digits, with a true minus sign. */
export const written = (value, digits = 2) => value.toFixed(digits).replace("-", "−");
/** Open a tab, and call `then` when an element of it is there. */
export function openTab(name, wanted, then = () => {}) {
  document.getElementById(`tab-${name}-button`).click();
  window.scrollTo({ top: 0 });
  const look = (left) => {
    if (document.querySelector(wanted)) requestAnimationFrame(then);
    else if (left) setTimeout(look, 50, left - 1);
  };
  look(100);
}

export function figureIn({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const findAll = (selector) => [...element.querySelectorAll(selector)];
  const plate = find(".plate");
  let again = () => {};
  const complain = complainIn(find(".lost"), say, () => again());

  /** Call `load` once, when the figure comes near the window; say what is missing where its models are not there. */
  function whenSeen(load) {
    if (props.absent.length) {
      plate.classList.add("absent");
      find(".why").textContent = say("absent", { names: props.absent.join(say("comma")) });
      return;
    }
    again = load;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watcher.disconnect();
        load();
      },
      { rootMargin: "300px" },
    );
    watcher.observe(plate);
  }

  /** ask(question), of which the newest alone counts; `show(answer, question)` gets what the server says. */
  function asking(name, show) {
    return askNewest(
      (question) => server[name]({ lang: language, ...question }),
      (answer, question) => {
        complain(answer);
        plate.classList.toggle("ready", answer.ok);
        if (answer.ok) show(answer, question);
      },
    ).ask;
  }

  /** A range input in a label with an <output>: `written(value)` is what stands there, `changed(value)` is told. */
  function slider(place, written, changed) {
    const [input, output] = [place.querySelector("input"), place.querySelector("output")];
    const show = () => {
      output.textContent = written(+input.value);
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("input", () => {
      show();
      changed(+input.value);
    });
    show();
    return {
      get value() {
        return +input.value;
      },
      put(value) {
        input.value = value;
        show();
      },
    };
  }

  /** Radio buttons for the ten digits in a fieldset; `pick(digit)` is called when another is chosen. */
  function tenDigits(place, first, pick) {
    for (let digit = 0; digit < 10; digit++) {
      const label = document.createElement("label");
      const option = Object.assign(document.createElement("input"), {
        type: "radio",
        name: `${element.id}-${place.dataset.name}`,
        value: digit,
        checked: digit === first,
      });
      option.addEventListener("change", () => pick(digit));
      label.append(option, digit);
      place.append(label);
    }
  }

  /** Draw anew when the figure gets another size or the page another theme. */
  function redrawn(draw) {
    new ResizeObserver(draw).observe(plate);
    onThemeChange(draw);
  }

  /** A link to another tab, which needs no address. */
  function tryIt(selector, go) {
    find(selector).addEventListener("click", go);
  }

  return { asking, find, findAll, plate, redrawn, say, slider, tenDigits, tryIt, whenSeen };
}
