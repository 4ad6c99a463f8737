/** @file The subgradients at a step in words: the same as in templates/_slopes.html. Pure. */
import { formatNumber, formatVector } from './number.js';
import { pointWords } from './words.js';

/** What the subgradients are. @param {object} set an answer of /api/v1/subdifferential */
function setWords({ kind, vertices, stationary, bounded }) {
  if (kind === 'point' && vertices[0].includes(null)) return 'F is steeper than float64 can hold';
  if (bounded === false) return vertices[0].length === 1 ? 'all slopes from −∞ to ∞ are subgradients' : 'the subgradients fill a region without end, of which a part is drawn';
  if (kind === 'point') return stationary ? '0 is the only subgradient' : `the only subgradient is ${formatVector(vertices[0])}`;
  if (kind === 'polygon') return `the subgradients fill a polygon with ${vertices.length} corners`;
  const [low, high] = vertices.map(formatVector);
  return vertices[0].length === 1 ? `the slopes from ${low} to ${high} are subgradients` : `the subgradients lie between ${low} and ${high}`;
}

/** Is 0 one of them, and what follows. */
function zeroWords({ kind, stationary, convex, minimum_norm: nearest, distance }) {
  if (stationary) return `${kind === 'point' ? '' : '; 0 is among them'}${convex ? ', so this is a minimiser' : ''}`;
  if (kind === 'point') return '';
  return `; 0 is not among them, the nearest is ${formatVector(nearest)}${nearest.length > 1 ? `, ${formatNumber(distance)} away` : ''}`;
}

/**
 * @param {object} result an answer of /api/v1/experiment
 * @param {object} set an answer of /api/v1/subdifferential at a step
 * @returns {string} "At step 4, θ = 2, the slopes from −2 to 2 are subgradients; 0 is among them, so this is a minimiser; …"
 */
export function slopesWords({ landscape, experiment }, set) {
  const convention = `the convention “${experiment.convention.kind.replaceAll('_', ' ')}”`;
  const reported = set.reported ? `${convention} reports ${formatVector(set.reported)}` : `the formula of ${convention} gives no number`;
  return `At step ${set.step}, ${pointWords(landscape.names, set.theta)}, ${setWords(set)}${zeroWords(set)}; ${reported}.`;
}
