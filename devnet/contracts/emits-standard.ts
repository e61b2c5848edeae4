import type { Abi } from "viem";

/** Returns whether a contract emits the Backstop event standard, which it says by stating a version; tokens do not. */
export function emitsStandard({ abi }: { readonly abi: Abi }): boolean {
  return abi.some((item) => item.type === "function" && item.name === "backstopStandardVersion");
}
