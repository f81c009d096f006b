/* Types of what the engine is made of. */

/** What a step does is its entry in networks/steps.js; the numbers are named as ui/engine/export/layers.py writes them. */
export interface Step {
  do: string;
  /** a residual's */
  steps?: Step[];
  [name: string]: any;
}

/** A model as ui/engine/export/programs.py writes it. */
export interface Program {
  family: "vae" | "gan" | "plane" | "reader";
  latent_dim: number;
  refinement_steps?: number;
  /** 0 for a GAN without classes */
  num_classes?: number;
  /** names of tables; null where no mixtures are fitted */
  classes?: { components: number; log_weights: string; means: string; cholesky: string } | null;
  parts: { [name: string]: Step[] };
}

/** Shares of the ten digits for each item of a batch: (n, 10), each row sums to 1. */
export type Shares = Float32Array;

/** What the answers are computed with. */
export interface Engine {
  wasm: import("./wasm.js").Wasm;
  /** `get` gives a model that is here, or undefined and begins to fetch it */
  models: { get(name: string): any };
  /** what the tabs' answers depend on, as their engine_settings.py say it */
  settings: { [tab: string]: any };
}

/** What the server lists for the engine: ui/engine/files.py. */
export interface Manifest {
  /** of the worker, and of the page's side of it */
  worker: string;
  page: string;
  wasm: import("./downloads.js").Listed;
  weights: { [model: string]: import("./downloads.js").Listed };
  /** models that are fetched at once: those that the first tab begins with */
  first: string[];
  /** functions that are asked while one draws or drags */
  live: string[];
  /** texts of the line that says where it computes, by language */
  words: { [language: string]: { [key: string]: string } };
  outdated_by: { [name: string]: string[] };
  settings: { [tab: string]: any };
}
