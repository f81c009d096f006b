/* Energy over direction at one point, as a polar plot: a closed curve for each scale, all of one half turn twice. */

const RADIUS = 96; // of the outer circle, in the drawing's units

function shape(name, attributes, parent) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

/** Where direction number `at` of half a turn of `directions` lies on a circle; anticlockwise, as seen. */
function onCircle(at, directions, radius) {
  const angle = (at * Math.PI) / directions;
  return [radius * Math.cos(angle), -radius * Math.sin(angle)];
}

/** Draw the grid, and return `show(energies, chosen)`: energies[scale][direction], of which the curve of scale number
    `chosen` stands out; every radius is a share of the largest energy, `largest`. */
export function polarPlot(svg, scales, directions, colourOf) {
  const [grid, curves, rim] = ["grid", "curves", "rim"].map((name) => svg.querySelector("." + name));
  for (const share of [0.5, 1]) shape("circle", { r: share * RADIUS }, grid);
  for (let at = 0; at < 2 * directions; at++) {
    const [x, y] = onCircle(at, directions, RADIUS);
    shape("line", { x2: x, y2: y }, grid);
    shape("circle", { cx: x, cy: y, r: 4, fill: colourOf(at % directions) }, rim);
    if (at % 2) continue;
    const [left, top] = onCircle(at, directions, RADIUS + 18);
    shape("text", { x: left, y: top }, rim).textContent = `${(180 * at) / directions}°`;
  }
  const lines = Array.from({ length: scales }, () => shape("polygon", {}, curves));
  return (energies, largest, chosen) => {
    lines.forEach((line, scale) => {
      const ends = Array.from({ length: 2 * directions }, (_, at) =>
        onCircle(at, directions, largest ? (RADIUS * energies[scale][at % directions]) / largest : 0),
      );
      line.setAttribute("points", ends.map((end) => end.map((value) => value.toFixed(1)).join(",")).join(" "));
      line.classList.toggle("chosen", scale === chosen);
    });
    curves.append(lines[chosen]); // on top of the others
  };
}
