/** @file The step that is shown, in words. Pure. */
import { formatInterval, formatNumber, formatVector } from './number.js';

const SAME = 1e-6;

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
  const where = kink ? `∂F = ${formatInterval(kink.left, kink.right)}` : `residuals that are zero: ${hit.count ?? hit.samples.length}`;
  const convention = experiment.convention.kind.replaceAll('_', ' ');
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
  const end = k === last && run.outcome.kind !== 'finished' ? ` The run ends here: ${run.outcome.sentence}` : '';
  return `${who} ${k} of ${last}: ${pointWords(result.landscape.names, run.iterates[k])}, F = ${formatNumber(run.values[k])}, ${reported}. ${kinkWords(result, run, k)}${end}`;
}

/** The facts of a landscape as sentences, the same as in templates/_tables.html. @param {object} landscape @returns {string[]} */
export function landscapeFacts({ parameters, kinks, kink_lines: lines, minimisers }) {
  const sentences = parameters === 1 ? kinkFacts(kinks) : [`${lines.length} kink lines cross this window.`];
  if (minimisers.kind === 'none') return sentences;
  const set = minimisers.points.map((point) => formatVector(point)).join(' to ');
  return [...sentences, `Minimisers (${minimisers.kind}): ${set}, F = ${formatNumber(minimisers.value)} (${minimisers.source}).`];
}

function kinkFacts(kinks) {
  if (!kinks.length) return ['No kink in this window.'];
  const sentences = kinks.slice(0, 24).map(({ theta, value, left, right, reported }) => `Kink at θ = ${formatNumber(theta)}, F = ${formatNumber(value)}: `
    + `slopes ${formatNumber(left)} on the left, ${formatNumber(right)} on the right; the convention reports ${formatNumber(reported)}.`);
  return kinks.length > 24 ? [...sentences, `And ${kinks.length - 24} more kinks.`] : sentences;
}
