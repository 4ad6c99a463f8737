// Reads answers of /api/v1/experiment as JSON from standard input, writes every figure that the page builds of them.
import { readFileSync } from 'node:fs';
import { decode } from '../../static/js/api.js';
import { build as contour } from '../../static/js/figures/contour.js';
import { build as data } from '../../static/js/figures/data.js';
import { build as history } from '../../static/js/figures/history.js';
import { build as loss } from '../../static/js/figures/loss.js';
import { build as objective } from '../../static/js/figures/objective_1d.js';
import { build as paths } from '../../static/js/figures/paths.js';
import { build as slopes } from '../../static/js/figures/slopes.js';
import { build as surface } from '../../static/js/figures/surface.js';
import { themeFor } from '../../static/js/figures/theme.js';
import { build as zonotope } from '../../static/js/figures/zonotope.js';

const listed = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
const ofSet = (build) => ({ landscape: { names }, subdifferential: set }, { theme }) => build(set, { theme, names, run: set.run });
const builders = { 1: { objective, loss, history, slopes: ofSet(slopes) }, 2: { contour, zonotope: ofSet(zonotope), draft: (result, options) => contour(result, { ...options, isDraft: true }), surface, loss, history } };
const ofMany = { paths, loss, history };

const figures = JSON.parse(readFileSync(0, 'utf8')).map(decode).map((result) => Object.fromEntries(
  Object.entries({ ...(builders[result.landscape.parameters] ?? ofMany), ...(result.experiment.data?.[0]?.length && !result.experiment.f && { data }) }).map(([name, build]) => [name, build(result, { theme: themeFor('dark') })]),
));
process.stdout.write(JSON.stringify(figures, listed));
