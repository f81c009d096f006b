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

/** Parameters for the Filter tab's lab to take over; what is left out stays. */
export interface GaborTake {
  sigma?: number;
  theta_deg?: number;
  scale?: number;
}

/** A grey picture, row by row: 0 is black, 255 white. */
export interface GreyPicture {
  grey: Uint8Array;
  width: number;
  height: number;
}

/** A grey picture as it travels. */
export interface PackedPixels {
  /** base64 of width × height bytes */
  grey: string;
  width: number;
  height: number;
}

/** A picture to be filtered. */
export interface FilterPicture {
  /** under which the server knows it: from the beginning for those that it offers, after an answer for others */
  key?: string;
  /** the key of one that the server offers */
  offered?: string;
  pixels: PackedPixels;
  shown: GreyPicture;
  name: string;
  /** whether it is the drawing on sheet A */
  drawing?: boolean;
  /** the size that it had, where it was large */
  reduced?: { width: number; height: number };
}

/** A wavelet as `ui.filter.kernel.server` describes and measures it, its pictures decoded. */
export interface GaborKernel {
  side: number;
  /** px of the picture that the kernel's pictures span */
  span: number;
  /** the value that white stands for */
  peak: number;
  real: GreyPicture;
  imaginary: GreyPicture;
  wavelength: number;
  std: number;
  std_across: number;
  /** octaves; null where the wavelet reaches down to frequency 0 */
  bandwidth: number | null;
  leakage: number;
  undersampled: boolean;
  mean: number;
  mean_without: number;
  asked: GaborQuestion;
}

/** What is added to a GaborKernel while "gabor-detail" is true. */
export interface GaborDetail {
  /** base64 of (2, side) float32: real and imaginary part through the centre */
  along: string;
  across: string;
  /** the transfer function's size, zero frequency in the middle */
  plane: GreyPicture;
  /** half the plane's width as a multiple of Nyquist's frequency */
  beyond: number;
  /** base64 of float32: the transfer function along the carrier, from 0 to 4 times its frequency */
  curve: string;
  /** where that is half its peak, as multiples of Nyquist's frequency */
  ellipse: { centre: number; along: number; across: number };
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

/** A digit of the Dream tab's grid. */
export interface GeneratedDigit {
  model: string;
  /** as typed: seeds beyond 2**53 are no numbers of JavaScript's */
  seed: string;
  temperature: number;
  /** the GAN whose discriminator scored it, null without one */
  critic: string | null;
  /** its index among the digits of that seed */
  at: number;
  z: number[];
  /** base64 of 784 grey bytes, ink 255 */
  pixels: string;
  /** the conditioning label, null where none was requested */
  label: number | null;
  reads_as: number;
  /** the reader's probability of that digit */
  sure: number;
  /** the discriminator's score, 0 forged … 1 real, null without one */
  score: number | null;
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
  /** all digits of the grid, in the order in which they were drawn */
  "dream-grid": { model: string; seed: string; tiles: GeneratedDigit[] };
  /** the model of those digits */
  "dream-model": string;
  /** the digit that was last seen from close by */
  "dream-tile": GeneratedDigit;
  /** a digit to begin a path with, to end one with, or to walk round from */
  "steer-take": { tile: GeneratedDigit; slot: "from" | "to" | "walk" };
  /** a picture to be filtered, from another tab */
  "filter-picture": FilterPicture;
  /** what was asked for last and has been answered */
  gabor: GaborQuestion & { picture: string; pixels: PackedPixels; wavelength: number };
  "gabor-kernel": GaborKernel & Partial<GaborDetail>;
  /** whether the kernel's sections and transfer function are wanted */
  "gabor-detail": boolean;
  /** parameters that another widget offers to the lab; null once it has taken them over */
  "gabor-take": GaborTake | null;
  /** the figure whose lines of code are pointed at, and the one that is pointed at itself; "" for none */
  "learn-lit": string;
  "learn-seen": string;
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

/** Calls `put(pad, strokes)` for each of the skeleton's sheets that was drawn on, and then `then()`: now, or once the pen
    is up. */
export type HandOver = (put: (pad: Pad, strokes: Stroke[]) => void, then: () => void) => void;

/** What the page's head gives to all that comes later. */
interface Head {
  /** called by Gradio for every widget */
  mount: (scope: Omit<Scope, "gradio">) => Promise<void>;
  handOver: HandOver;
  /** for tests and the browser's console, once the page's own file has come */
  channel?: (name: any) => Channel<any>;
}

declare global {
  interface Window {
    Inkspace: Head;
  }
  const Inkspace: Head;
  interface Uint8ArrayConstructor {
    fromBase64?: (text: string) => Uint8Array;
  }
}
