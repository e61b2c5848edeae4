import { describe, expect, test } from "vitest";
import type { BackstopBalance } from "../../../api/domain/entities/backstop.ts";
import { backstopCapital } from "../../../api/solvency/backstop-capital.ts";

const BALANCE: BackstopBalance = Object.freeze({
  network: "mainnet",
  id: "0x01",
  createdOrdinal: 0n,
  backstop: "0x0b",
  asset: "0xa0",
  balance: 1000n,
  pendingOutflow: 100n,
  encumbered: 200n,
  disabled: 50n,
  shares: 300n,
  pendingShares: 100n,
  cumulativeIn: 1500n,
  cumulativeOut: 500n,
  flowCount: 9n,
  updatedOrdinal: 1n,
});

describe("backstopCapital", () => {
  // 1000 × 100 / 300 = 333.3 rounded up; 1000 − 100 − 200 − 50 − 334 = 316.
  test("default", () => {
    expect(backstopCapital(BALANCE, "FLOWS")).toEqual({
      sumOfFlows: 1000n,
      residual: 0n,
      queued: 334n,
      usable: { raw: 316n, asset: "0xa0", status: "OK", reason: null },
    });
  });

  test("behavior: more held than the balance has means that flows are missing", () => {
    const { usable } = backstopCapital({ ...BALANCE, encumbered: 2000n }, "SNAPSHOT");
    expect(usable).toMatchObject({ raw: null, status: "PARTIAL_COVERAGE" });
  });

  test("behavior: a balance that is only partly seen is no resource", () => {
    expect(backstopCapital(BALANCE, "PARTIAL").usable).toMatchObject({
      raw: null,
      status: "PARTIAL_COVERAGE",
    });
  });

  test("behavior: no shares, nothing queued", () => {
    expect(backstopCapital({ ...BALANCE, shares: null, pendingShares: null }, "FLOWS").queued).toBe(0n);
    expect(backstopCapital({ ...BALANCE, shares: 0n, pendingShares: 0n }, "FLOWS").queued).toBe(0n);
  });

  test("behavior: a balance that is not the sum of its flows shows in the residual", () => {
    expect(backstopCapital({ ...BALANCE, balance: 999n }, "FLOWS").residual).toBe(-1n);
  });
});
