/* A sheet (see ink.js) on its way: between the page's parts, to the server and into a link, pictures as base64. */

const packedSheet = ({ strokes, picture, edited, pen }) => ({ strokes, frame: picture && text64(picture), edited, pen });

function unpackedSheet({ strokes = [], frame = null, edited = false, pen }) {
  const parts = { strokes, picture: frame && Inkspace.bytes(frame), edited };
  return Object.values(PENS).includes(pen) ? { ...parts, pen } : parts;
}
