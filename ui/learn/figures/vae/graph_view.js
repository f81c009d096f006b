/* The article's two graphs as SVG: nodes that numbers pass through, and the ways that gradients go back, or do not. */

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [330, 372];
const TALL = 40; // of a node
const ASIDE = 9; // between the ways forwards and back

/** A node: its middle and width, and from which step on it is lit. loose: drawn at random
    @typedef {{x: number, y: number, wide: number, step: number, loose?: boolean}} Node */
/** A way straight down from node to node, at x, and from which step on gradients go back along it, or are stopped.
    @typedef {{from: string, to: string, x: number, back?: number, blocked?: number}} Edge */

/** @type {Record<string, Node>} */
const SHARED = {
  mu: { x: 82, y: 32, wide: 146, step: 0 },
  logvar: { x: 251, y: 32, wide: 146, step: 0 },
  sigma: { x: 266, y: 112, wide: 116, step: 1 },
  frame: { x: 165, y: 272, wide: 180, step: 4 },
  loss: { x: 165, y: 346, wide: 250, step: 4 },
};

/** The graph in which z itself is drawn. */
export const BLOCKED = {
  nodes: { ...SHARED, z: { x: 165, y: 196, wide: 270, step: 3, loose: true } },
  /** @type {Edge[]} */
  edges: [
    { from: "logvar", to: "sigma", x: 266 },
    { from: "mu", to: "z", x: 52, blocked: 6 },
    { from: "sigma", to: "z", x: 266, blocked: 6 },
    { from: "z", to: "frame", x: 165, back: 5 },
    { from: "frame", to: "loss", x: 165, back: 5 },
  ],
};

/** The graph in which ε is drawn outside. */
export const FLOWING = {
  nodes: {
    ...SHARED,
    epsilon: { x: 143, y: 112, wide: 108, step: 2, loose: true },
    z: { x: 165, y: 196, wide: 270, step: 3 },
  },
  /** @type {Edge[]} */
  edges: [
    { from: "logvar", to: "sigma", x: 266, back: 7 },
    { from: "mu", to: "z", x: 52, back: 6 },
    { from: "sigma", to: "z", x: 266, back: 6 },
    { from: "epsilon", to: "z", x: 143 },
    { from: "z", to: "frame", x: 165, back: 5 },
    { from: "frame", to: "loss", x: 165, back: 5 },
  ],
};

export const LAST_STEP = 7;

/** Lay a graph out.
    @param {{nodes: Record<string, Node>, edges: Edge[]}} graph
    @returns {{svg: SVGElement, show: (step: number, values: Record<string, string>, slopes: Record<string, string>) =>
      void}} show: values by node; slopes by node, those that arrive there on the way back */
export function graphView({ nodes, edges }) {
  const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const lines = edges.map((edge) => layEdge(svg, nodes, edge));
  const boxes = Object.entries(nodes).map(([name, node]) => ({ name, node, ...layNode(svg, node) }));
  return {
    svg,
    show(step, values, slopes) {
      for (const { name, node, group, value, slope } of boxes) {
        group.classList.toggle("lit", step >= node.step);
        value.textContent = values[name];
        const way = edges.find(({ from }) => from === name);
        const back = way?.back !== undefined && step >= way.back && slopes[name] !== undefined;
        slope.textContent = back ? slopes[name] : "";
        value.setAttribute("y", String(node.y + (back ? -4 : 5)));
      }
      for (const { edge, there, back, stop } of lines) {
        there.classList.toggle("lit", step >= nodes[edge.to].step);
        back.classList.toggle("lit", edge.back !== undefined && step >= edge.back);
        stop.classList.toggle("lit", edge.blocked !== undefined && step >= edge.blocked);
      }
    },
  };
}

/** @param {SVGElement} svg
    @param {Node} node */
function layNode(svg, { x, y, wide, loose }) {
  const group = drawn("g", { class: loose ? "node loose" : "node" });
  const box = { x: x - wide / 2, y: y - TALL / 2, width: wide, height: TALL, rx: loose ? TALL / 2 : 5 };
  const value = drawn("text", { x, y: y + 5 });
  const slope = drawn("text", { x, y: y + 13, class: "slope" });
  group.append(drawn("rect", box), value, slope);
  svg.append(group);
  return { group, value, slope };
}

/** @param {SVGElement} svg
    @param {Record<string, Node>} nodes
    @param {Edge} edge */
function layEdge(svg, nodes, edge) {
  const top = nodes[edge.from].y + TALL / 2;
  const bottom = nodes[edge.to].y - TALL / 2;
  const there = drawn("path", { class: "there", d: arrow(edge.x, top, bottom) });
  const back = drawn("path", { class: "back", d: arrow(edge.x + ASIDE, bottom, top) });
  const stop = drawn("text", { x: edge.x + ASIDE, y: bottom - 3, class: "stop" });
  stop.textContent = "✕";
  svg.append(there, back, stop);
  return { edge, there, back, stop };
}

/** Write the path of an arrow straight down, or up, between two heights. */
function arrow(x, start, end) {
  const wing = end + (end > start ? -7 : 7);
  return `M${x} ${start}V${end}M${x - 4} ${wing}L${x} ${end}L${x + 4} ${wing}`;
}

/** Make an element of SVG. */
function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
