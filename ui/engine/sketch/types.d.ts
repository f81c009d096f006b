/* Types of what the modules of this folder give each other. */

/** A stroke taken apart: the coordinates of its points. */
export interface Way {
  x: Float64Array;
  y: Float64Array;
}

/** Numbers on which framing depends, as `models.sketch.framing.settings` gives them. */
export interface SketchSettings {
  /** px, width of a line where none is asked for */
  pen: number;
  /** px, the thinnest and the thickest that may be asked for */
  pens: [number, number];
  /** how many a drawing may have */
  points: number;
  /** how many, after thinning, are drawn one by one */
  dense: number;
  longest: number;
  tremor: number;
  stray: number;
  spacing: number;
  soft: number;
  off_centre: number;
  draws: number;
}
