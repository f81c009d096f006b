/* Types of what the modules of the Draw tab give each other, and of what the server answers them. */

import type { Channel, LatentPoint, PackedSheet, Pad } from "../kit/runtime/types";

/** Finds an element of the widget. */
export type Find = (selector: string) => any;

/** Gives the text of a key in the page's language, its {placeholders} filled. */
export type Say = (key: string, values?: Record<string, unknown>) => string;

/** The functions of the server that a widget was given. */
export type Server = Record<string, (request: object) => Promise<any>>;

/** An answer of the server. A refusal has ok false and a sentence; a server that did not answer, ok false and lost. */
export interface Answer {
  ok: boolean;
  error?: string;
  lost?: boolean;
}

/** Channels of what holds for both pads. */
export interface Choices {
  /** the VAE that draws */
  model: Channel<string>;
  /** a second VAE beside it */
  beside: Channel<string | null>;
  /** whether points are refined once the pen rests */
  polish: Channel<boolean>;
  /** whether the closer look is open */
  closer: Channel<boolean>;
}

/** A VAE, and one beside it or null. */
export interface ModelSetting {
  model: string;
  beside: string | null;
}

/** The points of both drawings, null while there is none. */
export type Points = Record<Pad, LatentPoint | null>;

/** Two points of one VAE's latent space and the path between them, as the server takes them. */
export interface Way {
  model: string;
  a: number[];
  b: number[];
  path: string;
}

/** The Draw tab's state as a link holds it. */
export interface LinkState {
  model: string | null | undefined;
  beside: string | null | undefined;
  /** 0…1 */
  alpha?: number;
  path?: string;
  a: PackedSheet;
  b: PackedSheet;
}

/** Decoded frames one after the other, 784 grey bytes each, and ten probabilities for each frame. */
export interface Strip {
  n: number;
  grey: Uint8Array;
  proba: number[][];
}

/** A square of n × n decoded frames, row by row. */
export interface Tiles {
  n: number;
  grey: Uint8Array;
  proba?: number[][];
}

/** A picture of grey bytes, row by row. */
export interface GreyPicture {
  grey: Uint8Array;
  width: number;
}

/** What the models make of a sheet; pictures are base64 of 784 grey bytes, proba ten probabilities. */
export interface Reconstruction {
  seen: string;
  recon: string;
  proba: number[];
  /** what the reconstruction reads as */
  proba_hat: number[];
  /** of a second VAE */
  other: { recon: string; proba_hat: number[] } | null;
  mu: number[];
  logvar: number[];
  /** the refined point, once it was asked for */
  z: number[];
  /** −ELBO; like all that follows only in answers with detail */
  nats?: number;
  /** nats, the 1st and 99th percentile of MNIST's test digits, where they were measured */
  low?: number;
  high?: number;
  /** % of MNIST's test digits that take fewer nats */
  share?: number;
  /** the VAE's own p(class | z), where it has class mixtures */
  class_proba?: number[] | null;
}

/** Where both drawings lie on the latent map. */
export interface Places {
  a: Place | null;
  b: Place | null;
  /** points of the path between both means */
  way: [number, number][] | null;
}

/** q(z | x) of a VAE with two units: means and standard deviations, [right, up]. */
export interface Place {
  mu: [number, number];
  sd: [number, number];
}

/** Coordinates of the latent map's plane. */
export interface MapGeometry {
  /** what the plane shows to either side of 0, units of z */
  span: number;
  /** share of the plane that lies around the outermost points of the regions, on each side */
  inset: number;
  /** a coordinate of z → share of the plane, 0…1 */
  across(value: number): number;
  /** a share of the plane → a coordinate of z within the map's reach */
  valueAt(share: number): number;
  /** limit a coordinate of z to the map's reach */
  clamp(value: number): number;
}
