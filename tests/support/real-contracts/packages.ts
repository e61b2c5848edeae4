/** One npm package of published contracts, pinned. */
export interface ContractPackage {
  readonly version: string;
  /** Of the whole tarball, as npm states it (`npm view <name>@<version> dist.integrity`). */
  readonly integrity: string;
  /** What is unpacked: paths inside the tarball, `*` as in tar's wildcards. */
  readonly keep: readonly string[];
}

/**
 * The protocols that tests deploy and that are too large to be dependencies of the project. Licences as their
 * packages state them: Lyra ISC, Perp v2 GPL-3.0-or-later, Uniswap v3 core BUSL-1.1 until 2023-04-01 and GPL-2.0-or-later
 * since, Venus ISC (isolated pools) and BSD-3-Clause (protocol reserve), Maker's test chain MIT. They are fetched for tests and are no part of the project.
 */
export const CONTRACT_PACKAGES = {
  "@lyrafinance/protocol": {
    version: "0.1.3-alpha",
    integrity:
      "sha512-oUO/m3kS6Bx0SmVID2PIjZ6RFVfixQV66I8hShuuMOIytehmxQtex5DgtMFDYumoO6MuyoZ18vKtDMHT0HLCXg==",
    keep: ["package/dist/artifacts/*"],
  },
  "@makerdao/testchain": {
    version: "1.1.32",
    integrity:
      "sha512-uVEHA+6zCPjGF2FgHnl0FCNZrpCgjhomUjJYQKa6gh0S6nQQYnVkfwgZVktEIpc69HRjNZ90eQgXw+ThpxiPwg==",
    keep: ["package/out/*", "package/snapshots/default.tgz"],
  },
  "@perp/curie-contract": {
    version: "2.8.4",
    integrity:
      "sha512-fTHxpzzuHlSyCEvI6T8Ya10Oz3Y4T06YTiCciR/4uvR9rx/9Afmm8nDLJ85ZwXiA0edce9bPUkE/ZcKY4xkJEw==",
    keep: ["package/artifacts/*"],
  },
  "@uniswap/v3-core": {
    version: "1.0.1",
    integrity:
      "sha512-7pVk4hEm00j9tc71Y9+ssYpO6ytkeI0y7WE9P6UcmNzhxPePwyAxImuhVsTqWK9YFvzgtvzJHi64pBl4jUzKMQ==",
    keep: ["package/artifacts/*"],
  },
  "@venusprotocol/isolated-pools": {
    version: "4.4.0",
    integrity:
      "sha512-OalbpAYhtUJ9ZPHNUKDFZQcvjvRwtFeKU59weL7pUG9AUPBH9CwYhsK/M3OC7YIUmFGe5nBV554nirqCWu2SKA==",
    keep: ["package/artifacts/*"],
  },
  "@venusprotocol/protocol-reserve": {
    version: "3.2.0",
    integrity:
      "sha512-PLqTe6n+AnmVIx1pfE7VknBf9XZOuqilFIlwe3ZDU00P7FBuY+Nxg0fJQJOalYzjHUImJnLKluwCccVAquMYgQ==",
    keep: ["package/artifacts/contracts/*"],
  },
} as const satisfies Record<string, ContractPackage>;

export type ContractPackageName = keyof typeof CONTRACT_PACKAGES;
