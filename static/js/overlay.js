/** @file Our own layer over Plotly's axes: a new step or a new path costs some milliseconds and redraws no figure. */
import { runStyle } from './figures/theme.js';
import { held } from './handle.js';
import { along, drawMark, drawOld, drawRecent, drawSketch, hop, settled } from './hops.js';

const FAR = 1e4;

/**
 * What the layer shows.
 * @typedef {object} Scene
 * @property {object} result
 * @property {number} frame
 * @property {number} fraction
 * @property {import('./figures/theme.js').Theme} theme
 * @property {number} focus the run that is told in words
 * @property {boolean} [isDraft] another picture follows at once
 * @property {import('./supporting_lines.js').Fan|null} [fan] the supporting lines at a step of it
 * @property {import('./view.js').Panel} panel
 * @property {import('./view.js').Panel|null} below the panel of F′, in one parameter
 */

/** Two canvases over a box: what stays, and what moves. */
export class Overlay {
  #trail;
  #top;
  /** How far each run's old hops are drawn, and of what. @type {{key: string, runs: object[], until: number[]}} */
  #drawn = { key: '', runs: [], until: [] };

  /** @param {HTMLElement} box */
  constructor(box) {
    this.#trail = addCanvas(box);
    this.#top = addCanvas(box);
  }

  /** @param {Scene} scene */
  draw(scene) {
    const { parameters } = scene.result.landscape;
    if (parameters > 2) return this.#drawStep(scene);
    this.#drawn = paintTrails(this.#trail, this.#drawn, scene, parameters === 2);
    const context = fitted(this.#top);
    scene.result.descent.runs.forEach((run) => (parameters === 1 ? paintCurve : paintMap)(context, scene, run));
  }

  /** Paths against the step: where the player is. @param {Scene} scene */
  #drawStep({ panel, frame, theme }) {
    fitted(this.#trail);
    this.#drawn = { key: '', runs: [], until: [] };
    const x = Math.min(panel.toPixel(frame, 0)[0], panel.left + panel.width);
    stroke(fitted(this.#top), [[x, panel.top], [x, panel.top + panel.height]], { colour: theme.muted, width: 1.4, dash: [] });
  }
}

function addCanvas(box) {
  const canvas = document.createElement('canvas');
  canvas.className = 'overlay';
  canvas.setAttribute('aria-hidden', 'true');
  box.append(canvas);
  return canvas;
}

/** As sharp as the screen, and empty unless it is to be kept. */
function fitted(canvas, isKept = false) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio || 1;
  const size = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (!isKept) context.clearRect(0, 0, width, height);
  return context;
}

/** Old hops: what is missing is added, and all of it drawn again only when the player went back or the axes moved. */
function paintTrails(canvas, drawn, scene, isFlat) {
  const { result: { descent: { runs } }, panel, theme, frame, isDraft = false } = scene;
  const until = runs.map(({ iterates }) => settled(Math.min(frame, iterates.length - 1)));
  const key = [geometry(panel), canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio, theme.paper, isDraft].join();
  const isMore = drawn.key === key && runs.length === drawn.runs.length && runs.every((run, i) => run === drawn.runs[i] && until[i] >= drawn.until[i]);
  const context = fitted(canvas, isMore);
  within(context, panel, () => runs.forEach((run, i) => {
    const part = { from: isMore ? drawn.until[i] : 0, until: until[i] };
    if (part.until > part.from) (isDraft ? drawSketch : drawOld)(context, pixelsOf(run, panel), part, styleOf(scene, run), isFlat);
  }));
  return { key, runs, until };
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
const geometry = ({ left, top, width, height, range }) => [left, top, width, height, ...range.flat()].join();

/** Pixels of a run's iterates, kept while neither the run nor the axes change. */
const kept = new WeakMap();
function pixelsOf(run, panel) {
  const key = geometry(panel);
  const toPixel = ([x, y], k) => pixel(panel, x, y ?? run.values[k] ?? Number.MAX_VALUE);
  if (kept.get(run)?.key !== key) kept.set(run, { key, points: Array.from(run.iterates, toPixel) });
  return kept.get(run).points;
}

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
  const points = pixelsOf(run, panel);
  const { last, at } = place(points, scene, false);
  const isTold = run.run === scene.focus && scene.fraction === 0;
  const { fan } = scene;
  const isHere = at.every((place) => Math.abs(place) < FAR);
  const hasFan = isTold && isHere && fan?.run === run.run && fan.step === last;
  within(context, panel, () => {
    if (hasFan) fan.paint(context, panel, at, style);
    drawRecent(context, points, last, style, false);
    if (isTold && !hasFan) drawSlope(context, panel, run, last, style);
  });
  if (below) drawReported(context, { panel, below, run, last, at, style, isTold });
  drawMark(context, held(panel, at), style);
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
  const points = pixelsOf(run, scene.panel);
  const { last, at } = place(points, scene, true);
  within(context, scene.panel, () => drawRecent(context, points, last, style, true));
  drawMark(context, held(scene.panel, at), style);
}
