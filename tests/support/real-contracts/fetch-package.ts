import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageFolder } from "./contract-package.ts";
import { CONTRACT_PACKAGES, type ContractPackageName } from "./packages.ts";

/** The registry's tarball is not the pinned one. */
export class IntegrityError extends Error {
  constructor(name: string, expected: string, found: string) {
    super(
      `${name}: expected a tarball of ${expected}, but the registry sent ${found}. ` +
        "Compare with `npm view`, and correct tests/support/real-contracts/packages.ts if the package is the right one.",
    );
    this.name = "IntegrityError";
  }
}

/**
 * Fetches a package's tarball from the npm registry and unpacks what is kept of it. Does nothing when that is there.
 *
 * @throws {IntegrityError} when the tarball is another than the pinned one.
 */
export function fetchPackage(name: ContractPackageName): void {
  const folder = packageFolder(name);
  if (existsSync(folder)) return;
  const work = mkdtempSync(join(tmpdir(), "seawall-contracts-"));
  try {
    const tarball = pack(name, work);
    checkIntegrity(name, tarball);
    unpack(tarball, CONTRACT_PACKAGES[name].keep, `${folder}.partial`);
    renameSync(`${folder}.partial`, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function pack(name: ContractPackageName, work: string): string {
  const spec = `${name}@${CONTRACT_PACKAGES[name].version}`;
  const args = ["pack", spec, "--ignore-scripts", "--silent", "--pack-destination", work];
  return join(work, execFileSync("npm", args, { encoding: "utf8", cwd: work }).trim());
}

function checkIntegrity(name: ContractPackageName, tarball: string): void {
  const expected = CONTRACT_PACKAGES[name].integrity;
  const found = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  if (found !== expected) throw new IntegrityError(name, expected, found);
}

function unpack(tarball: string, keep: readonly string[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder);
  execFileSync("tar", ["xzf", tarball, "-C", folder, "--wildcards", ...keep]);
}
