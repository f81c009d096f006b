/* Types of what the page's parts give each other: values on channels, and what every script is mounted with. */

/** Points of a pen's way, each [x, y] in 0…1, y down. */
export type Stroke = [number, number][];

/** A drawing as it travels: to the server, over channels and into links. */
export interface PackedSheet {
  strokes: Stroke[];
  /** base64 of 784 grey bytes, ink 255: a picture that fills the sheet */
  frame: string | null;
  /** whether that picture was partly erased */
  edited: boolean;
  /** px of a line in the frame that the model sees */
  pen: number;
}

/** What a VAE made of a drawing. */
export interface LatentPoint {
  model: string;
  /** what is decoded: mu, or the refined point */
  z: number[];
  mu: number[];
  logvar: number[];
  polished: boolean;
  /** false while the pen is down, or a polished point is still to come */
  final: boolean;
}

/** Parameters of a Gabor wavelet; angles in degrees, as the page shows them. */
export interface GaborQuestion {
  sigma: number;
  theta: number;
  scale: number;
  gamma: number;
  psi: number;
  dc_free: boolean;
  norm: "l1" | "l2";
  part: string;
}

/** The Draw tab's pads. */
export type Pad = "a" | "b";

/** Every channel of the page: its name and the type of its values. */
export type Channels = {
  /** what lies on a pad; resting: the pen is up */
  [name in `drawing-${Pad}`]: PackedSheet & { resting: boolean };
} & {
  /** the drawing's place in latent space, null while there is none */
  [name in `point-${Pad}`]: LatentPoint | null;
} & {
  /** a sheet to lay on a pad; what is left out stays */
  [name in `put-${Pad}`]: Partial<PackedSheet>;
} & {
  /** a digit whose example is to be drawn on a pad */
  [name in `example-${Pad}`]: number;
} & {
  /** ask a server anew that did not answer */
  "draw-again": true;
  /** a sentence for the visitor of the Draw tab */
  "draw-notice": string;
  /** which VAE draws, which one beside it, whether to polish, whether to look closer */
  "draw-model": string;
  "draw-beside": string | null;
  "draw-polish": boolean;
  "draw-closer": boolean;
  /** the pad that was used last: what is pasted goes there */
  "draw-used": Pad;
  "morph-state": { alpha: number; path: string };
  "morph-put": { alpha?: number; path?: string };
  "dream-grid": any;
  "dream-model": any;
  "dream-tile": any;
  "steer-take": any;
  "filter-picture": any;
  gabor: GaborQuestion & { picture: string; pixels: any; wavelength: number };
  "gabor-kernel": any;
  /** whether the kernel's sections and transfer function are wanted */
  "gabor-detail": boolean;
};

/** A value that widgets of one page share. */
export interface Channel<Value> {
  readonly value: Value | undefined;
  set(value: Value): void;
  /** a late subscriber gets the present value at once; until `signal` aborts */
  subscribe(listener: (value: Value) => void, signal?: AbortSignal): void;
}

/** What every widget's `mount` is given. */
export interface Scope {
  /** the place that Gradio has left for the widget, holding its markup */
  element: HTMLElement;
  /** what Python sent: see the widget's class */
  props: any;
  /** functions of the server, each takes a request and gives a promise of an answer */
  server: any;
  /** Gradio's own: props that it watches, events, uploads */
  gradio: any;
  trigger: (event: string, data?: unknown) => void;
  watch: any;
  upload: any;
}

/** Ends a widget: takes back whatever it has put outside of its own element. */
export type Dispose = () => void;

declare global {
  interface Window {
    Inkspace: any;
  }
  const Inkspace: any;
  interface Uint8ArrayConstructor {
    fromBase64?: (text: string) => Uint8Array;
  }
}
