/** @file The loss by itself: ρ above, ρ′ below, against the residual. */
import { axis, baseLayout, extent, padded, panelTitle } from './axes.js';
import { jumpTrace, kinkedTraces, kinkLabels } from './kinked.js';

/** What a loss eats: the residual r of a prediction, or the margin m of a class. */
const SYMBOLS = { residual: 'r', margin: 'm' };
const SPLIT = { above: [0.46, 1], below: [0, 0.36] };

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {{theme: import('./theme.js').Theme}} options
 * @returns {{data: object[], layout: object}}
 */
export function build({ loss }, { theme }) {
  const f = { ...loss, x: loss.r, kinks: loss.kinks.map((kink) => ({ ...kink, x: kink.r })), jumps: (loss.jumps ?? []).map((jump) => ({ ...jump, x: jump.r })) };
  const symbol = SYMBOLS[loss.argument] ?? 'r';
  const slopes = padded(extent(loss.left, loss.right, [0]), 0.18, 0.18);
  return {
    data: [...kinkedTraces(f, theme, { symbol, of: 'ρ' }), jumpTrace(f, theme)],
    layout: baseLayout(theme, {
      margin: { l: 44, r: 12, t: 26, b: 38 },
      dragmode: false,
      xaxis: axis(theme, symbol, { range: extent(f.x), anchor: 'y2', fixedrange: true }),
      yaxis: axis(theme, '', { range: padded(extent(loss.value), 0.08, 0.05), domain: SPLIT.above, nticks: 5, fixedrange: true }),
      yaxis2: axis(theme, '', { range: slopes, domain: SPLIT.below, nticks: 4, fixedrange: true }),
      annotations: [
        panelTitle(theme, `ρ(${symbol})`, { indent: 34 }),
        panelTitle(theme, `ρ′(${symbol})`, { y: SPLIT.below[1], indent: 34 }),
        ...kinkLabels(f.kinks, theme, 'ρ', { x: extent(f.x), y: slopes }),
      ],
    }),
  };
}
