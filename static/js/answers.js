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

/** Steps of the longest run: some end early. @param {object} result @returns {number} */
export function longest({ descent: { runs } }) {
  return Math.max(...runs.map(({ iterates }) => iterates.length - 1));
}
