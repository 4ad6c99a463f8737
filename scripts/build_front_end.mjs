// Bundles the parts of plotly.js that the pages use into ES modules: node scripts/build_front_end.mjs OUT
// Two modules, so that a page without 3-D never loads WebGL code. scatter is in plotly.js's core.
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import esbuild from "esbuild";
import { environmentPlugin } from "esbuild-plugin-environment";
import { glsl } from "esbuild-plugin-glsl";
import { compress } from "./compress.mjs";

const BUNDLES = { "plotly-2d": ["contour", "heatmap"], "plotly-3d": ["surface", "scatter3d"] };
const require = createRequire(import.meta.url);
const version = require("plotly.js/package.json").version;
const out = path.resolve(process.argv[2] ?? "static/vendor");

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

await mkdir(out, { recursive: true });
await Promise.all(Object.entries(BUNDLES).map(bundle));
await copyFile(require.resolve("plotly.js/dist/plotly.css"), path.join(out, "plotly.css"));
const names = (await readdir(out)).filter((name) => /\.(js|css)$/.test(name)).sort();
const files = Object.fromEntries(await Promise.all(names.map((name) => compress(out, name))));
await writeFile(
  path.join(out, "manifest.json"),
  JSON.stringify({ source: "npm", plotly: version, files }, null, 2) + "\n",
);
