/* Shapes that the scripts of the Dream room share. */

/** Gives the text of a key in the page's language, its {placeholders} filled. */
export type Say = (key: string, values?: Record<string, unknown>) => string;

/** Gives the element of a widget that a selector means. */
export type Find = (selector: string) => any;
