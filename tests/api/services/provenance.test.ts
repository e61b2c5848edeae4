import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { View } from "../../../api/services/ports.ts";
import { calcId, provenanceOf } from "../../../api/services/provenance.ts";

const BLOCK = { number: 100n, hash: "0xaa", timestamp: 1000n };

function viewAt(headNumber: bigint): View {
  return { network: "mainnet", horizon: 101n << 20n, block: BLOCK, head: { ...BLOCK, number: headNumber } };
}

describe("calcId", () => {
  test("default: is the hash of the request and the block, written out by hand", () => {
    const text =
      '{"blockHash":"0xaa","engineVersion":"0.1.0","methodologyVersion":"1.2.0","metric":"m","network":"mainnet","params":{"a":"1"}}';
    expect(calcId(viewAt(100n), { metric: "m", params: { a: 1n } })).toBe(
      createHash("sha256").update(text).digest("hex"),
    );
  });

  test("behavior: does not change as the chain grows", () => {
    const calculation = { metric: "m", params: {} };
    expect(calcId(viewAt(100n), calculation)).toBe(calcId(viewAt(500n), calculation));
  });
});

describe("provenanceOf", () => {
  test.each([
    [131n, "LATEST"],
    [132n, "SAFE"],
    [163n, "SAFE"],
    [164n, "FINALIZED"],
  ])("behavior: finality under a head of %s is %s", (head, finality) => {
    expect(provenanceOf(viewAt(head), { metric: "m", params: {} }, []).finality).toBe(finality);
  });

  test("behavior: completeness is a share, one when nothing was needed", () => {
    const shareOf = (required: number, present: number) =>
      provenanceOf(viewAt(100n), { metric: "m", params: {}, completeness: { required, present } }, [])
        .inputCompleteness;
    expect([shareOf(0, 0), shareOf(4, 1), shareOf(3, 3)]).toEqual(["1", "0.25", "1"]);
  });
});
