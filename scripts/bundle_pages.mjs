// Bundles our own modules and style sheets, one file an entry: node scripts/bundle_pages.mjs OUT PLOTLY_CSS
// What an entry loads later stays a module of its own, and takes from the entry what that holds already.
// The manifest names the sources by their content: where they are others by now, the server serves the sources.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { compress } from "./compress.mjs";

const root = path.resolve(fileURLToPath(import.meta.url), "../..");
const scripts = path.join(root, "static/js");
const out = path.resolve(process.argv[2] ?? path.join(root, "static/built"));
const plotlySheet = path.resolve(process.argv[3] ?? path.join(root, "static/vendor/plotly.css"));
const shared = { bundle: true, minify: true, target: "es2022", format: "esm", outdir: out, external: ["../vendor/*"], logLevel: "error" };

const filesIn = async (folder) =>
  (await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(js|css)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));

/** One word for the content of all sources; app/pages/assets.py makes the same one. */
async function fingerprint() {
  const digest = createHash("sha256");
  for (const name of [...(await filesIn("static/css")), ...(await filesIn("static/js"))].sort()) {
    digest.update(name).update("\0").update(await readFile(path.join(root, name)));
  }
  return digest.update(await readFile(plotlySheet)).digest("hex");
}

/** The entries: what the templates call script("…"). */
async function entries() {
  const folder = path.join(root, "templates");
  const texts = await Promise.all((await readdir(folder)).filter((name) => name.endsWith(".html")).map((name) => readFile(path.join(folder, name), "utf8")));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\bscript\("(\w+)"\)/g)].map(([, name]) => name)))];
}

/** Figures are small, and a page that may draw one does: they come with the entry, whatever the sources do. */
const isLater = ({ kind, path: name }) => kind === "dynamic-import" && !name.includes("/figures/") && !name.includes("vendor/");

/** Which modules an entry holds, and which it may load later. */
async function divide(entry) {
  const { metafile } = await esbuild.build({ ...shared, entryPoints: [entry], splitting: true, write: false, metafile: true, absWorkingDir: root });
  const [held, later] = [new Set(), new Set()];
  const walk = (name) => {
    if (held.has(name)) return;
    held.add(name);
    metafile.inputs[name].imports.filter((one) => !one.external && !isLater(one)).forEach((one) => walk(one.path));
  };
  walk(path.relative(root, entry));
  Object.values(metafile.inputs).forEach(({ imports }) => imports.filter(isLater).forEach((one) => later.add(one.path)));
  const absolute = (names) => [...names].map((name) => path.join(root, name));
  return { held: absolute(held), later: absolute([...later].filter((name) => !held.has(name))) };
}

const EXPORT = /^export (?:async )?(?:function\*?|const|let|class) (\w+)/gm;
const nameOf = (file) => `held_${path.relative(scripts, file).replace(/\W/g, "_")}`;

/** Imports of what the entry loads later lead to the files that stand beside it. */
const toLater = (entry, later) => ({
  name: "later",
  setup: (build) => build.onResolve({ filter: /^\.\// }, ({ path: name, kind, resolveDir }) => {
    if (kind !== "dynamic-import" || !later.includes(path.resolve(resolveDir, name))) return undefined;
    return { path: `./${entry}.${path.basename(name)}`, external: true };
  }),
});

/** What is loaded later imports from the entry what that holds: no module is there twice. */
const fromEntry = (entry, held) => ({
  name: "held",
  setup: (build) => {
    build.onResolve({ filter: /^\.\.?\// }, ({ path: name, kind, importer, namespace, resolveDir }) => {
      if (namespace === "held") return { path: name, external: true };
      const file = path.resolve(resolveDir, name);
      return kind === "import-statement" && held.includes(file) ? { path: `${file}?${importer}`, namespace: "held" } : undefined;
    });
    build.onLoad({ filter: /./, namespace: "held" }, async ({ path: asked }) => {
      const [file] = asked.split("?"); // each importer has one of its own, lest these be shared in files of a few words
      const names = [...(await readFile(file, "utf8")).matchAll(EXPORT)].map(([, name]) => name);
      return { contents: `import { ${nameOf(file)} } from "./${entry}.js";\nexport const { ${names.join(", ")} } = ${nameOf(file)};` };
    });
  },
});

async function bundle(name) {
  const file = path.join(scripts, `${name}.js`);
  const { held, later } = await divide(file);
  const others = held.filter((one) => later.length && one !== file);
  const contents = [`import ${JSON.stringify(file)};`, ...others.map((one) => `export * as ${nameOf(one)} from ${JSON.stringify(one)};`)].join("\n");
  await esbuild.build({ ...shared, stdin: { contents, resolveDir: scripts, sourcefile: `entry of ${name}` }, outdir: undefined, outfile: path.join(out, `${name}.js`), plugins: [toLater(name, later)] });
  if (!later.length) return;
  await esbuild.build({ ...shared, entryPoints: later, splitting: true, entryNames: `${name}.[name]`, chunkNames: `${name}.[hash]`, plugins: [fromEntry(name, others)] });
}

/** One sheet a page; that of Plotly is where the build before this one has put it. */
async function sheets() {
  const folder = path.join(root, "static/css/pages");
  const plotly = { name: "plotly.css", setup: (build) => build.onResolve({ filter: /vendor\/plotly\.css$/ }, () => ({ path: plotlySheet })) };
  await esbuild.build({ ...shared, entryPoints: (await readdir(folder)).map((name) => path.join(folder, name)), plugins: [plotly] });
}

await mkdir(out, { recursive: true });
const sources = await fingerprint();
await Promise.all([sheets(), ...(await entries()).map(bundle)]);
const files = Object.fromEntries(await Promise.all((await readdir(out)).sort().map((name) => compress(out, name))));
await writeFile(path.join(out, "manifest.json"), JSON.stringify({ sources, files }, null, 2) + "\n");
