// Writes .br and .gz beside a file, as small as they get: it is done once, and served for ever.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Compresses a file of a folder; gives its name and its sizes. */
export async function compress(folder, name) {
  const file = path.join(folder, name);
  const raw = await readFile(file);
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: raw.length };
  const [br, gz] = await Promise.all([brotli(raw, { params }), gzip(raw, { level: 9 })]);
  await writeFile(`${file}.br`, br);
  await writeFile(`${file}.gz`, gz);
  return [name, { raw: raw.length, gzip: gz.length, brotli: br.length }];
}
