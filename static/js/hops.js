/**
 * @file How paths look, in pixels: hops on a curve, legs on a map. Draws on a canvas that lies over the axes.
 *
 * @typedef {import('./view.js').Panel} Panel
 * @typedef {import('./figures/theme.js').RunStyle & {paper: string}} Style
 * @typedef {{from: [number, number], to: [number, number], bend: [number, number]}} Hop
 */
import { dashLengths } from './figures/theme.js';

const TAIL = 14;
const FAINT = 0.24;
const FAINT_LEG = 0.5;
const DOT = 2.3;
const DOT_STRENGTH = 0.6;

/** A hop between two pixels: an arc, higher on the way back, so that there and back are two lines. @returns {Hop} */
export function hop(from, to, isFlat = false) {
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  if (isFlat) return { from, to, bend: middle };
  const across = to[0] - from[0];
  const lift = Math.min(Math.max(Math.abs(across) * (across < 0 ? 0.62 : 0.34), 5), across < 0 ? 90 : 56);
  return { from, to, bend: [middle[0], Math.min(from[1], to[1]) - lift] };
}

/** The pixel at share t of a hop. @param {Hop} hop @param {number} t @returns {[number, number]} */
export function along({ from, to, bend }, t) {
  const mix = (i) => (1 - t) ** 2 * from[i] + 2 * t * (1 - t) * bend[i] + t ** 2 * to[i];
  return [mix(0), mix(1)];
}

/** How strongly the hop that was made `age` steps ago shows. @param {number} age */
export function strength(age) {
  return age >= TAIL ? FAINT : FAINT + (0.95 - FAINT) * (1 - age / TAIL) ** 1.5;
}

/** A small arrow head in the middle of a hop. @param {CanvasRenderingContext2D} context @param {Hop} hop */
function arrow(context, hop) {
  const [x, y] = along(hop, 0.55);
  const [bx, by] = along(hop, 0.5);
  if (Math.hypot(hop.to[0] - hop.from[0], hop.to[1] - hop.from[1]) < 26) return;
  context.save();
  context.translate(x, y);
  context.rotate(Math.atan2(y - by, x - bx));
  context.fill(new Path2D('M5 0-4.5 4.4-2.5 0-4.5-4.4Z'));
  context.restore();
}

/** Hops that are old enough to stay as they are. @param {number} frame */
export const settled = (frame) => Math.max(0, frame - TAIL);

/**
 * Old hops, each faint, so that ways that are gone often grow dark. They stay on their canvas: a next step adds one.
 * @param {CanvasRenderingContext2D} context @param {[number, number][]} points @param {{from: number, until: number}} part
 * @param {Style} style @param {boolean} isFlat legs of a path in the plane instead of arcs
 */
export function drawOld(context, points, { from, until }, style, isFlat) {
  prepare(context, style);
  for (const [k, times] of repeated(points, from, until, 2)) stroke(context, hop(points[k], points[k + 1], isFlat), layered(isFlat ? FAINT_LEG : FAINT, times));
  for (const [k, times] of repeated(points, from, until, 1)) dot(context, points[k], layered(DOT_STRENGTH, times));
  context.setLineDash([]);
}

/**
 * The same while it changes with every frame: one thin line a run takes a thirtieth of the time of hundreds of dashed ones.
 * @param {CanvasRenderingContext2D} context @param {[number, number][]} points @param {{from: number, until: number}} part
 * @param {Style} style @param {boolean} isFlat
 */
export function drawSketch(context, points, { from, until }, style, isFlat) {
  context.strokeStyle = style.colour;
  context.lineWidth = 1;
  context.globalAlpha = FAINT_LEG;
  context.beginPath();
  context.moveTo(...points[from]);
  for (let k = from; k < until; k += 1) context.quadraticCurveTo(...hop(points[k], points[k + 1], isFlat).bend, ...points[k + 1]);
  context.stroke();
}

/** What is drawn so often with one strength is as strong as this. @param {number} strength @param {number} times */
export const layered = (strength, times) => 1 - (1 - strength) ** times;

/**
 * Places, or hops between two, that look the same, with how often they are there: a cycle of a thousand steps is a few lines.
 * @param {[number, number][]} points @param {number} from @param {number} until @param {1|2} length how many points make one
 * @returns {Iterable<[number, number]>} the first k of each, and how many there are
 */
export function repeated(points, from, until, length) {
  const found = new Map();
  for (let k = from; k < until; k += 1) {
    const key = points.slice(k, k + length).map(([x, y]) => `${Math.round(4 * x)},${Math.round(4 * y)}`).join();
    const known = found.get(key);
    if (known) known[1] += 1; else found.set(key, [k, 1]);
  }
  return found.values();
}

/** The last hops, the older the fainter. */
export function drawRecent(context, points, frame, style, isFlat) {
  prepare(context, style);
  const hops = points.slice(settled(frame), frame).map((from, i) => hop(from, points[settled(frame) + i + 1], isFlat));
  hops.forEach((one, i) => stroke(context, one, isFlat ? Math.max(FAINT_LEG, strength(hops.length - 1 - i)) : strength(hops.length - 1 - i)));
  points.slice(settled(frame), frame + 1).forEach((point) => dot(context, point));
  context.setLineDash([]);
  hops.slice(-2).forEach((one) => arrow(context, one));
  context.globalAlpha = 1;
}

function prepare(context, style) {
  context.strokeStyle = context.fillStyle = style.colour;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.setLineDash(dashLengths(style.dash));
}

function stroke(context, { from, to, bend }, alpha) {
  context.globalAlpha = alpha;
  context.beginPath();
  context.moveTo(...from);
  context.quadraticCurveTo(...bend, ...to);
  context.stroke();
}

function dot(context, point, alpha = DOT_STRENGTH) {
  context.globalAlpha = alpha;
  context.beginPath();
  context.arc(...point, DOT, 0, 2 * Math.PI);
  context.fill();
}

/** The mark of a run with a rim that sets it off. @param {CanvasRenderingContext2D} context @param {[number, number]} at @param {Style} style */
export function drawMark(context, at, style, scale = 1.15) {
  context.save();
  context.translate(...at);
  context.scale(scale, scale);
  const shape = new Path2D(style.shape);
  context.lineJoin = 'round';
  context.lineWidth = 3.4;
  context.strokeStyle = style.paper;
  context.stroke(shape);
  context.fillStyle = style.colour;
  context.fill(shape);
  context.restore();
}
