/** @file Our own layer over Plotly's axes: a new step or a new path costs some milliseconds and redraws no figure. */
import { runStyle } from './figures/theme.js';
import { along, drawHops, drawMark, hop } from './hops.js';

const FAR = 1e4;

/**
 * What the layer shows.
 * @typedef {object} Scene
 * @property {object} result
 * @property {number} frame
 * @property {number} fraction
 * @property {import('./figures/theme.js').Theme} theme
 * @property {number} focus the run that is told in words
 * @property {import('./view.js').Panel} panel
 * @property {import('./view.js').Panel|null} below the panel of F′, in one parameter
 */

/** A canvas over a box, as sharp as the screen. @param {HTMLElement} box */
export function createOverlay(box) {
  const canvas = document.createElement('canvas');
  canvas.className = 'overlay';
  canvas.setAttribute('aria-hidden', 'true');
  box.append(canvas);
  return {
    /** @param {Scene} scene */
    draw(scene) {
      const context = fitted(canvas, box);
      const paint = scene.result.landscape.parameters === 1 ? paintCurve : paintMap;
      scene.result.descent.runs.forEach((run) => paint(context, scene, run));
    },
    clear() { fitted(canvas, box); },
  };
}

function fitted(canvas, { clientWidth: width, clientHeight: height }) {
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** @param {CanvasRenderingContext2D} context @param {import('./view.js').Panel} panel @param {() => void} paint */
function within(context, { left, top, width, height }, paint) {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  paint();
  context.restore();
}

const near = (value) => Math.min(Math.max(value, -FAR), FAR);
const pixel = (panel, x, y) => panel.toPixel(x, y).map(near);
const styleOf = ({ theme }, { run }) => ({ ...runStyle(theme, run), paper: theme.paper });

/** Where a run stands at the frame: runs that ended earlier stay where they ended. */
function place(points, { frame, fraction }, isFlat) {
  const last = Math.min(frame, points.length - 1);
  const isMoving = fraction > 0 && last + 1 < points.length;
  return { last, at: isMoving ? along(hop(points[last], points[last + 1], isFlat), fraction) : points[last] };
}

function paintCurve(context, scene, run) {
  const { panel, below } = scene;
  const style = styleOf(scene, run);
  const points = Array.from(run.iterates, ([theta], k) => pixel(panel, theta, run.values[k]));
  const { last, at } = place(points, scene, false);
  const isTold = run.run === scene.focus && scene.fraction === 0;
  within(context, panel, () => {
    drawHops(context, points, last, style, false);
    if (isTold) drawSlope(context, panel, run, last, style);
  });
  if (below) drawReported(context, { panel, below, run, last, at, style, isTold });
  drawMark(context, held(panel, at), style);
}

/** A mark that has left the panel waits at its edge. */
function held({ left, top, width, height }, [x, y]) {
  return [Math.min(Math.max(x, left), left + width), Math.min(Math.max(y, top), top + height)];
}

/** The line through (θ, F) with the slope that the oracle reports. */
function drawSlope(context, panel, run, last, style) {
  const slope = run.subgradients[last]?.[0];
  if (slope === undefined || slope === null) return;
  const [theta, value] = [run.iterates[last][0], run.values[last]];
  const reach = 0.11 * (panel.range[0][1] - panel.range[0][0]);
  const ends = [-reach, reach].map((by) => pixel(panel, theta + by, value + slope * by));
  stroke(context, ends, { colour: style.colour, width: 1.6, dash: [7, 4] });
}

/** The reported subgradient, on the axis of F′ right under the iterate. */
function drawReported(context, { panel, below, run, last, at, style, isTold }) {
  const slope = run.subgradients[last]?.[0];
  if (slope === undefined || slope === null) return;
  const dot = pixel(below, run.iterates[last][0], slope);
  if (dot[0] < panel.left || dot[0] > panel.left + panel.width) return;
  context.globalAlpha = isTold ? 0.6 : 0.25;
  stroke(context, [[dot[0], at[1] + 9], dot], { colour: style.colour, width: 1.2, dash: [2, 4] });
  context.globalAlpha = 1;
  drawMark(context, held(below, dot), style, 0.72);
}

function stroke(context, [from, to], { colour, width, dash }) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.setLineDash([]);
}

function paintMap(context, scene, run) {
  const style = styleOf(scene, run);
  const points = Array.from(run.iterates, ([x, y]) => pixel(scene.panel, x, y));
  const { last, at } = place(points, scene, true);
  within(context, scene.panel, () => drawHops(context, points, last, style, true));
  drawMark(context, held(scene.panel, at), style);
}
