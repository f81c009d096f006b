/* Directions in degrees, anticlockwise from the right, and how the dial is turned. */

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 15, PageDown: -15 }; // degrees
const FASTER = 15; // times as far with Shift
const NEAR = 3; // px around the middle of the dial where a direction would be a matter of chance

/** Bring an angle into one turn.
    @param {number} degrees
    @returns {number} from 0 to below 360 */
export function withinTurn(degrees) {
  return ((degrees % 360) + 360) % 360;
}

/** Compute the direction, in whole degrees, of a place seen from the middle of the dial.
    @param {number} right px to the right of the middle
    @param {number} up px above it
    @returns {number | undefined} undefined close to the middle */
export function directionOf(right, up) {
  if (Math.hypot(right, up) <= NEAR) return undefined;
  return withinTurn(Math.round((Math.atan2(up, right) * 180) / Math.PI));
}

/** Compute where a key turns the dial.
    @param {number} degrees where it stands
    @param {string} key as a keyboard event names it
    @param {boolean} shift whether Shift is held
    @returns {number | undefined} whole degrees; undefined for a key that does not turn it */
export function directionAfterKey(degrees, key, shift) {
  if (key === "Home") return 0;
  if (!(key in STEPS)) return undefined;
  return withinTurn(Math.round(degrees + STEPS[key] * (shift ? FASTER : 1)));
}
