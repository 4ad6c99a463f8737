/** @file The fan of supporting lines: all lines through (θ, F(θ)) whose slopes are subgradients. Draws on a canvas over the axes. */
/** @typedef {{run: number, step: number, paint: (context: CanvasRenderingContext2D, panel: object, at: [number, number], style: object) => void}} Fan */

const FILL = [0.24, 0.04];
const EDGE = 0.5;
/** What stands for the slopes of a cusp: as good as upright. */
const UPRIGHT = 1e15;

/** The direction, one pixel long, of a line with this slope. @param {import('./view.js').Panel} panel @param {number} slope @returns {[number, number]} */
export function direction({ width, height, range: [[left, right], [low, high]] }, slope) {
  const [x, y] = [width / (right - left), -slope * height / (high - low)];
  const size = Math.hypot(x, y);
  return [x / size, y / size];
}

/** Both ends of a line through a pixel, beyond the panel. @returns {[number, number][]} */
export function across(panel, [x, y], slope) {
  const [dx, dy] = direction(panel, slope).map((part) => part * (panel.width + panel.height));
  return [[x - dx, y - dy], [x + dx, y + dy]];
}

/** What the figure of the objective paints at a step. @param {import('./figures/slopes.js').SlopeSet & {run: number, step: number}} set @returns {Fan} */
export function fanOf(set) {
  return { run: set.run, step: set.step, paint: (context, panel, at, style) => drawFan(context, panel, at, set, style) };
}

/**
 * @param {CanvasRenderingContext2D} context @param {import('./view.js').Panel} panel @param {[number, number]} at pixel of the iterate
 * @param {import('./figures/slopes.js').SlopeSet} set @param {import('./hops.js').Style} style
 */
function drawFan(context, panel, at, { vertices, reported }, style) {
  if (vertices.length === 1 && vertices[0][0] === null) return;
  const edges = vertices.map(([slope], i) => across(panel, at, slope ?? (i === 0 ? -UPRIGHT : UPRIGHT)));
  context.save();
  context.strokeStyle = context.fillStyle = style.colour;
  if (edges.length > 1) wedge(context, at, edges, panel, style);
  edges.forEach((ends) => line(context, ends, 1.2, EDGE));
  if (reported) line(context, across(panel, at, reported[0]), 2, 1, [7, 4]);
  context.restore();
}

/** The two halves between the steepest lines, fainter the farther out. */
function wedge(context, at, [low, high], { width }, { colour }) {
  const shade = context.createRadialGradient(...at, 0, ...at, width / 2);
  shade.addColorStop(0, faint(colour, FILL[0]));
  shade.addColorStop(1, faint(colour, FILL[1]));
  context.fillStyle = shade;
  for (const end of [0, 1]) {
    context.beginPath();
    [at, low[end], high[end]].forEach((point) => context.lineTo(...point));
    context.fill();
  }
}

function line(context, [from, to], width, alpha, dash = []) {
  context.globalAlpha = alpha;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

/** "#rrggbb" with an opacity. */
const faint = (colour, share) => colour + Math.round(255 * share).toString(16).padStart(2, '0');
