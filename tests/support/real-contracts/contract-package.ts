import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { CONTRACT_PACKAGES, type ContractPackageName } from "./packages.ts";

/** Title suffix of a test that is skipped because {@link contractPackage} returned `null`. */
export const PACKAGE_MISSING = "skipped: its contracts are not fetched (npm run contracts)";

const CACHE = resolve(import.meta.dirname, "../../../.contracts");

/** Folder into which one version of a package is unpacked, present or not. */
export function packageFolder(name: ContractPackageName): string {
  return join(CACHE, `${name.replace("/", "+")}@${CONTRACT_PACKAGES[name].version}`);
}

/**
 * Returns the unpacked folder of a package (what its `package.json` would stand in), or `null` when `npm run contracts`
 * has not fetched it.
 *
 * @example contractPackage("@perp/curie-contract") // has artifacts/contracts/Vault.sol/Vault.json
 */
export function contractPackage(name: ContractPackageName): string | null {
  const folder = join(packageFolder(name), "package");
  return existsSync(folder) ? folder : null;
}
