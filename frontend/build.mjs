// Bundle every file of src/entries into the package's static files: NAME.js (and NAME.css where it imports one).
// What several entries share becomes a chunk of its own, loaded once. `--watch` builds again at each change.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const entries = join(here, "src/entries");
const out = join(here, "../src/proxeny/web/static/proxeny/built");
const options = {
  absWorkingDir: here,
  entryPoints: readdirSync(entries).filter((name) => name.endsWith(".js")).sort().map((name) => join(entries, name)),
  outdir: out,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  chunkNames: "chunk-[hash]",
  legalComments: "none", // the licences stand whole in LICENSES.txt
  metafile: true,
  logLevel: "warning",
};

function licenceOf(folder) {
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const words = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${about.license}`;
  return `${about.name} ${about.version} (${about.license})\n\n${words}\n`;
}

/** Everything that went into the bundles, with its licence. */
function writeLicences(inputs) {
  const names = inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean);
  const folders = [...new Set(names)].sort().map((name) => join(here, "node_modules", name));
  writeFileSync(join(out, "LICENSES.txt"), folders.map(licenceOf).join(`\n${"-".repeat(80)}\n\n`));
}

async function build() {
  rmSync(out, { recursive: true, force: true });
  const told = await esbuild.build(options);
  const inputs = Object.keys(told.metafile.inputs);
  const world = join(here, "world.mjs");
  if (existsSync(world)) inputs.push(...(await (await import(world)).writeWorld(out)));
  writeLicences(inputs);
}

await build();
if (process.argv.includes("--watch")) await (await esbuild.context(options)).watch();
