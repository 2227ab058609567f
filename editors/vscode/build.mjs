// One file for everything that the extension needs, and the licences of what went into it.

import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
const made = await build({
  entryPoints: ["src/extension.js"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  external: ["vscode"],
  metafile: true,
});

const packages = new Set();
for (const file of Object.keys(made.metafile.inputs)) {
  const found = file.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//);
  if (found) packages.add(found[1]);
}
const licences = [];
for (const folder of [...packages].sort()) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  let text = "";
  for (const file of ["LICENSE", "License.txt", "license.txt", "LICENSE.md", "LICENSE.txt"]) {
    text ||= await readFile(join(folder, file), "utf8").catch(() => "");
  }
  if (!text) throw new Error(`${name} has no licence that could be taken along`);
  licences.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
}
await writeFile("dist/licences.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
await copyFile("../../LICENSE", "LICENSE");
