/** @file The rest of a link for other data. Pure. */
import { tidy } from './state.js';

/** Keys in terms of the samples, or of the place that is shown. */
const OF_DATA = ['data', 'view', 'frame'];
/** Keys in terms of an objective, with those below them. */
const OF_OBJECTIVE = ['objective', 'f', 'start', 'batch'];
/** Objectives whose losses are others than those of residuals. */
const APART = ['classify', 'function', 'point'];

/**
 * What of a link goes with other data for an objective.
 * @param {string} link @param {string} objective
 * @returns {string}
 */
export function restFor(link, objective) {
  const params = new URLSearchParams(link);
  const was = params.get('objective') ?? 'point';
  const gone = [...OF_DATA];
  if (was !== objective) gone.push(...OF_OBJECTIVE);
  if (was !== objective && [was, objective].some((each) => APART.includes(each))) gone.push('loss');
  if (objective === 'plane') gone.push('start');
  const kept = [...params].filter(([key]) => !gone.includes(key) && !gone.includes(key.split('.')[0]));
  return tidy(new URLSearchParams([['objective', objective], ...kept.filter(([key]) => key !== 'objective')]));
}
