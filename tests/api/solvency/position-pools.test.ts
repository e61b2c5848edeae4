import { describe, expect, test } from "vitest";
import { positionPools } from "../../../api/solvency/position-pools.ts";

const COMET = { kind: "LENDING_RESERVE", contract: "0xc3", debtAsset: "usdc" };
const MORPHO = { kind: "LENDING_RESERVE", contract: "0xbb", debtAsset: "usdc" };

describe("positionPools", () => {
  // docs/methodology/compound-v3.md: the key of a collateral's market is the Comet's address and the collateral's.
  test("default: the collaterals of a Comet belong to the market with its debt", () => {
    const pools = positionPools([
      { ...COMET, id: "0x70c3aa" },
      { ...COMET, id: "0x70c3" },
      { ...COMET, id: "0x70c3bb" },
    ]);
    expect([...pools].sort()).toEqual([
      ["0x70c3", "0x70c3"],
      ["0x70c3aa", "0x70c3"],
      ["0x70c3bb", "0x70c3"],
    ]);
  });

  test("behavior: each Comet is a pool of its own", () => {
    const other = { ...COMET, contract: "0xc4" };
    const pools = positionPools([
      { ...COMET, id: "0x70c3" },
      { ...COMET, id: "0x70c3aa" },
      { ...other, id: "0x70c4" },
      { ...other, id: "0x70c4aa" },
    ]);
    expect(pools.get("0x70c3aa")).toBe("0x70c3");
    expect(pools.get("0x70c4aa")).toBe("0x70c4");
  });

  // Morpho Blue keeps all markets in one contract under ids of one length: what is pledged in one backs no other.
  test("behavior: markets that share only their contract stand alone", () => {
    const pools = positionPools([
      { ...MORPHO, id: "0x6d01" },
      { ...MORPHO, id: "0x6d02" },
    ]);
    expect(pools.size).toBe(0);
  });

  test("behavior: a market of the whole system is no pool of the others", () => {
    const pools = positionPools([
      { id: "0x6d", kind: "SYSTEM", contract: "0xbb", debtAsset: "usdc" },
      { ...MORPHO, id: "0x6d01" },
    ]);
    expect(pools.size).toBe(0);
  });
});
