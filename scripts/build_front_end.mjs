// Bundles the parts of plotly.js that the pages use into ES modules: node scripts/build_front_end.mjs OUT
// Two modules, so that a page without 3-D never loads WebGL code. scatter is in plotly.js's core.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import esbuild from "esbuild";
import { environmentPlugin } from "esbuild-plugin-environment";
import { glsl } from "esbuild-plugin-glsl";

const BUNDLES = { "plotly-2d": ["contour", "heatmap"], "plotly-3d": ["surface", "scatter3d"] };
const require = createRequire(import.meta.url);
const version = require("plotly.js/package.json").version;
const out = path.resolve(process.argv[2] ?? "static/vendor");
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

const entry = (traces) => `
  import Plotly from "plotly.js/lib/core";
  ${traces.map((trace) => `import ${trace} from "plotly.js/lib/${trace}";`).join("\n")}
  Plotly.register([${traces}]);
  export default Plotly;`;

/** The settings of plotly.js's own esbuild-config.js, as a module, and without the style sheet of its maps. */
const bundle = ([name, traces]) =>
  esbuild.build({
    stdin: { contents: entry(traces), resolveDir: process.cwd() },
    outfile: path.join(out, `${name}.js`),
    banner: { js: `/*! plotly.js ${version} (MIT, Plotly, Inc.): scatter, ${traces.join(", ")} */` },
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2020",
    plugins: [glsl({ minify: true }), environmentPlugin({ NODE_DEBUG: false })],
    loader: { ".css": "empty" },
    alias: { regl: "@plotly/regl", stream: "stream-browserify" },
    define: { global: "window", "define.amd": "false" },
    logLevel: "error",
  });

/** Writes .br and .gz beside a file, as small as they get: it is done once, and served for ever. */
async function compress(name) {
  const raw = await readFile(path.join(out, name));
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: raw.length };
  const [br, gz] = await Promise.all([brotli(raw, { params }), gzip(raw, { level: 9 })]);
  await writeFile(path.join(out, `${name}.br`), br);
  await writeFile(path.join(out, `${name}.gz`), gz);
  return [name, { raw: raw.length, gzip: gz.length, brotli: br.length }];
}

await mkdir(out, { recursive: true });
await Promise.all(Object.entries(BUNDLES).map(bundle));
await copyFile(require.resolve("plotly.js/dist/plotly.css"), path.join(out, "plotly.css"));
const names = (await readdir(out)).filter((name) => /\.(js|css)$/.test(name)).sort();
const files = Object.fromEntries(await Promise.all(names.map(compress)));
await writeFile(
  path.join(out, "manifest.json"),
  JSON.stringify({ source: "npm", plotly: version, files }, null, 2) + "\n",
);
