/** @file What all figures share: fonts, axes, and the padding of a range. */

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

/** Layout that every figure starts from. @param {import('./theme.js').Theme} theme @param {object} [more] */
export function baseLayout(theme, more = {}) {
  return {
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: FONT, size: 12.5, color: theme.muted },
    margin: { l: 56, r: 18, t: 30, b: 42 },
    showlegend: false,
    hovermode: 'closest',
    hoverlabel: { bgcolor: theme.paper, bordercolor: theme.zero, font: { color: theme.ink, family: FONT, size: 13 } },
    ...more,
  };
}

/** One axis; its range is a copy, for Plotly writes a zoom into what it is given. @param {import('./theme.js').Theme} theme @param {string} title @param {object} [more] */
export function axis(theme, title, more = {}) {
  return {
    title: { text: title, standoff: 6, font: { size: 13.5, color: theme.ink } },
    gridcolor: theme.grid,
    zerolinecolor: theme.zero,
    linecolor: theme.zero,
    ticks: '',
    automargin: false,
    ...more,
    ...(more.range && { range: [...more.range] }),
  };
}

/** The name of a panel, upright above its vertical axis, where it is read first. */
export function panelTitle(theme, text, { y = 1, indent = 44 } = {}) {
  return {
    text, x: 0, y, xref: 'paper', yref: 'paper', xanchor: 'left', yanchor: 'bottom', showarrow: false,
    xshift: -indent, yshift: 3, font: { size: 14, color: theme.ink },
  };
}

/** @param {Iterable<number|null>[]} lists @returns {[number, number]|null} least and greatest finite number in them */
export function extent(...lists) {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists) {
    for (const value of list) {
      if (value === null || !Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}

/** Shares of the lowest and the highest values beside a pole that no axis is made for. */
const TAIL = 0.1;

/** The values without the farthest, which beside a pole have no bound. @param {Iterable<number|null>} values */
export function withoutTails(values) {
  const known = Array.from(values).filter(Number.isFinite).sort((a, b) => a - b);
  const cut = Math.floor(TAIL * known.length);
  return known.slice(cut, known.length - cut);
}

/** A range with air around it. @param {[number, number]|null} range @param {number} below @param {number} above shares of its length */
export function padded(range, below, above) {
  if (!range) return [-1, 1];
  const [low, high] = range;
  const length = high - low || Math.abs(high) || 1;
  return [low - below * length, high + above * length];
}

/**
 * The range to show: the one that is shown already as long as what is new sits well in it, so that axes
 * do not breathe while a slider moves.
 * @param {[number, number]} wanted @param {[number, number]|null|undefined} shown
 */
export function steadyRange(wanted, shown) {
  if (!shown) return wanted;
  const slack = 0.02 * (shown[1] - shown[0]);
  const fits = wanted[0] >= shown[0] - slack && wanted[1] <= shown[1] + slack;
  const fills = wanted[1] - wanted[0] >= 0.4 * (shown[1] - shown[0]);
  return fits && fills ? shown : wanted;
}
