/** @file The step that is shown, in words. Pure. */
import { gapFacts } from './figures/kink_kinds.js';
import { intervalOf, slopesOf } from './figures/kinked.js';
import { formatInterval, formatNumber, formatVector } from './number.js';

const SAME = 1e-6;
const MOST_POINTS = 9;

/** "θ = −0.1" or "(w, b) = (1, 0)". */
export function pointWords(names, point) {
  const name = names.length === 1 ? names[0] : `(${names.join(', ')})`;
  return `${name} = ${formatVector(point)}`;
}

/** What is at the iterate: a kink with its interval, or none. */
function kinkWords(result, run, k) {
  const hit = run.kink_hits.find(({ step }) => step === k);
  if (!hit) return 'Not at a kink.';
  const { landscape, experiment } = result;
  const theta = run.iterates[k][0];
  const kink = landscape.parameters === 1 && landscape.kinks.find((one) => Math.abs(one.theta - theta) <= SAME * (1 + Math.abs(theta)));
  const where = kink ? `∂F = ${formatInterval(...intervalOf(kink))}` : `residuals that are zero: ${hit.count ?? hit.samples.length}`;
  const convention = experiment.convention.kind.replaceAll('_', ' ');
  if (kink?.kind === 'removable') return `Exactly where its formula switches, though F is smooth there, with slope ${formatNumber(kink.left)}; the convention “${convention}” chose what is reported.`;
  if (!run.subgradients[k]) return `Exactly at a kink: ${where}; the formula of the convention “${convention}” gives no number there.`;
  return `Exactly at a kink: ${where}; the convention “${convention}” chose what is reported.`;
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {number} number which run
 * @param {number} frame
 * @returns {string} "Step 17 of 60: θ = −0.1, F = 0.1, subgradient −1. Not at a kink."
 */
export function stepWords(result, number, frame) {
  const { runs } = result.descent;
  const run = runs.find((one) => one.run === number) ?? runs[0];
  const last = run.iterates.length - 1;
  const k = Math.min(frame, last);
  const who = runs.length > 1 ? `Run ${run.run}, step` : 'Step';
  const slope = run.subgradients[k];
  const reported = slope ? `subgradient ${formatVector(slope)}` : 'no finite subgradient';
  const end = k === last && (run.outcome.kind !== 'finished' || run.outcome.early) ? ` The run ends here: ${run.outcome.sentence}` : '';
  return `${who} ${k} of ${last}: ${pointWords(result.landscape.names, run.iterates[k])}, F = ${formatNumber(run.values[k])}, ${reported}. ${kinkWords(result, run, k)}${end}`;
}

/** Points of a set of minimisers: "1 to 3", "(0, −1) to (0, 1)", or "−1 and 1" where they are apart. */
export function minimiserWords({ kind, points }) {
  if (kind === 'points' && points.length > MOST_POINTS) return `${points.length} points from ${formatVector(points[0])} to ${formatVector(points.at(-1))}`;
  const texts = points.map((point, i) => (point[0] === null ? formatNumber(i === 0 ? -Infinity : Infinity) : formatVector(point)));
  if (kind !== 'points') return texts.join(' to ');
  return [texts.slice(0, -1).join(', '), texts.at(-1)].join(' and ');
}

/** The facts of a landscape as sentences, the same as in templates/_tables.html. @param {object} landscape @returns {string[]} */
export function landscapeFacts({ parameters, names, kinks, kink_lines: lines, gaps = [], minimisers }) {
  const facts = { 1: () => kinkFacts(kinks, names[0]), 2: () => [`${lines.length} kink lines cross this window.`] };
  return [...(facts[parameters]?.() ?? []), ...gapFacts(gaps, names[0]), ...minimiserFacts(minimisers)];
}

function minimiserFacts(minimisers) {
  const { kind, value, source, exact, complete, least } = minimisers;
  if (kind !== 'none') return [`Minimisers${kind === 'points' ? '' : ` (${kind})`}: ${minimiserWords(minimisers)}, F = ${formatNumber(value)} (${source})${complete === false ? '; there may be more' : ''}.`];
  if (least === 'infimum') return [`F comes as close as one likes to its infimum ${formatNumber(value)} and never attains it: there is no minimiser (${source}${exact ? '' : ', not proved'}). F − F* is measured from the infimum.`];
  return [`F ${exact === false ? 'seems to fall without end, or is beyond what float64 holds' : 'falls without end'}: there is no minimiser (${source}). F − F* is measured from the lowest F that was met.`];
}

const KINDS = { convex: 'Kink', concave: 'Concave kink', curvature: 'Break of the curvature', cusp: 'Cusp', jump: 'Jump', pole: 'Pole', isolated: 'Value apart' };

function kinkWord({ theta, value, reported, kind, left, right, steep }, name) {
  const [before, behind] = (steep ? [left, right].map((slope, i) => slope ?? steep[i] * Infinity) : slopesOf({ left, right, kind })).map((slope) => formatNumber(slope));
  const at = `${name} = ${formatNumber(theta)}${value === null ? '' : `, F = ${formatNumber(value)}`}`;
  const says = `the convention reports ${formatNumber(reported)}.`;
  if (kind === 'removable') return `At ${at}: slope ${before} on both sides, no kink; ${says}`;
  if (kind === 'pole') return `Pole at ${at}; ${says}`;
  if (kind === 'curvature') return `Break of the curvature at ${at}: slope ${before} on both sides; ${says}`;
  return `${kind === 'isolated' && value === null ? 'Hole' : KINDS[kind]} at ${at}: slopes ${before} on the left, ${behind} on the right; ${says}`;
}

function kinkFacts(kinks, name) {
  if (!kinks.length) return ['No kink in this window.'];
  const sentences = kinks.slice(0, 24).map((kink) => kinkWord(kink, name));
  return kinks.length > 24 ? [...sentences, `And ${kinks.length - 24} more kinks.`] : sentences;
}
