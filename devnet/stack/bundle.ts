import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

/**
 * Writes a TypeScript program as one JavaScript file that plain Node.js runs: a program that loads its TypeScript itself
 * keeps the compiler's loader in memory (30 MB) for as long as it runs. Packages stay where they are installed; the
 * file may lie anywhere.
 *
 * @param main - Absolute path of the module to run.
 * @param outFile - Absolute path of the file to write; replaced at once, so a program that starts sees a whole one.
 */
export async function bundle(main: string, outFile: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [main],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    plugins: [installedPackages, ownUrls],
    logLevel: "silent",
  });
  mkdirSync(dirname(outFile), { recursive: true });
  const unfinished = `${outFile}.${process.pid}`;
  writeFileSync(unfinished, outputFiles[0]?.contents ?? "");
  renameSync(unfinished, outFile);
}

/** Refers to a package by the file that Node.js would load, because the bundle lies elsewhere. */
const installedPackages: Plugin = {
  name: "installed-packages",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path }) => {
      return path.startsWith("node:") ? undefined : { path: import.meta.resolve(path), external: true };
    }),
};

/** Keeps a module's own URL what it was, because modules read files that lie beside them. */
const ownUrls: Plugin = {
  name: "own-urls",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll("import.meta.url", url), loader: "ts" };
    }),
};
