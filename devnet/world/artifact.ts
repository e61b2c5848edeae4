import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Abi, Address, Hex } from "viem";
import { ArtifactError } from "./errors.ts";

interface LinkSite {
  readonly start: number;
  readonly length: number;
}

/** A compiled contract as its npm package publishes it. */
export interface Artifact {
  readonly name: string;
  readonly abi: Abi;
  /** Creation bytecode; the places of libraries are still open. */
  readonly bytecode: string;
  /** Open places in bytes, by source file and library name. */
  readonly linkReferences: Readonly<Record<string, Readonly<Record<string, readonly LinkSite[]>>>>;
}

interface PublishedArtifact {
  readonly contractName: string;
  readonly abi: Abi;
  readonly bytecode: string;
  readonly linkReferences?: Artifact["linkReferences"];
}

const { resolve } = createRequire(import.meta.url);

/**
 * Reads a Hardhat artifact out of an installed npm package.
 *
 * @param path - Package and file, such as `@perp/contract/build/contracts/src/Amm.sol/Amm.json`.
 * @throws {ArtifactError} when the package or the file is not installed.
 */
export function loadArtifact(path: string): Artifact {
  try {
    const published = JSON.parse(readFileSync(resolve(path), "utf8")) as PublishedArtifact;
    return {
      name: published.contractName,
      abi: published.abi,
      bytecode: published.bytecode,
      linkReferences: published.linkReferences ?? {},
    };
  } catch (cause) {
    throw new ArtifactError(path, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Addresses of deployed libraries by name. */
export type Libraries = Readonly<Record<string, Address>>;

function fill(bytecode: string, site: LinkSite, address: Address): string {
  const start = 2 + site.start * 2;
  return bytecode.slice(0, start) + address.slice(2).toLowerCase() + bytecode.slice(start + site.length * 2);
}

/**
 * Puts the addresses of libraries into the open places of a creation bytecode.
 *
 * @throws {ArtifactError} when a library that the contract needs is not given.
 */
export function linkBytecode(artifact: Artifact, libraries: Libraries): Hex {
  const sites = Object.values(artifact.linkReferences).flatMap((file) => Object.entries(file));
  return sites.reduce((bytecode, [library, places]) => {
    const address = libraries[library];
    if (address === undefined)
      throw new ArtifactError(artifact.name, `its library ${library} is not deployed`);
    return places.reduce((code, site) => fill(code, site, address), bytecode);
  }, artifact.bytecode) as Hex;
}
