/** @file Answers of the API put together. Pure. */

/**
 * What is shown after an answer: the answer itself, or the old picture with other runs on it.
 * @param {object|null} shown @param {'experiment'|'descent'} part @param {object} answer
 */
export function merged(shown, part, answer) {
  if (part === 'experiment') return answer;
  const start = Array.from(answer.runs[0].iterates[0]);
  return { ...shown, title: answer.title, descent: answer, subdifferential: null, experiment: { ...shown.experiment, start } };
}

/**
 * A position of a sweep over what is shown: other paths, another picture if there is one, and of the words those of one step.
 * @param {object} shown a whole answer @param {object} position of the answer of /api/v1/sweep
 */
export function overlaid(shown, { title, link, runs, landscape }) {
  const was = new Map(shown.descent.runs.map((run) => [run.run, run]));
  return {
    ...shown, title, subdifferential: null, landscape: landscape ?? shown.landscape,
    descent: { ...shown.descent, title, link, runs: runs.map((run) => ({ ...was.get(run.run), ...drawn(run) })) },
  };
}

/** Only the step that is shown is told in full. */
function drawn({ run, title, iterates, values, shown: { step, theta, value, subgradient, kink_hit: hit }, outcome }) {
  const points = Array.from(iterates);
  points[step] = theta;
  return { run, title, iterates: points, values: values ?? { [step]: value }, subgradients: { [step]: subgradient }, kink_hits: hit ? [hit] : [], outcome };
}

/** Steps of the longest run: some end early. @param {object} result @returns {number} */
export function longest({ descent: { runs } }) {
  return Math.max(...runs.map(({ iterates }) => iterates.length - 1));
}
