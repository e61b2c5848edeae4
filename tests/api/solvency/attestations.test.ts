import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attestation } from "../../../api/domain/entities/governance.ts";
import { type AttestationPolicy, attestations } from "../../../api/solvency/attestations.ts";

const AT = 1_700_000_000n;
const POLICY: AttestationPolicy = { at: AT, maxAge: 86_400n, decimalsOf: () => 6 };

function statement(fields: Partial<Attestation>): Attestation {
  return {
    ...{ network: "mainnet", id: "0x01", ordinal: 1n, blockNumber: 1n, blockHash: "0x", logIndex: 0 },
    ...{ transactionHash: "0x", protocol: "0x70", timestamp: AT - 3600n, backstop: null, attester: "0xa1" },
    ...{ epoch: 7n, assetsRoot: "0xaa", liabilitiesRoot: "0xbb", asset: "0xcc", isVerified: true },
    ...{ assets: 1_050_000_000n, liabilities: 1_000_000_000n },
    ...fields,
  };
}

describe("attestations", () => {
  // By hand: 1,050 of 1,000 with six decimals, an hour old.
  test("default", () => {
    const [state] = attestations([statement({})], POLICY);
    expect(state).toMatchObject({
      ageSeconds: 3600n,
      status: "OK",
      attestedCoverage: { value: "1.05", numerator: "1050", denominator: "1000", status: "OK" },
    });
  });

  test("behavior: the newest statement of each attester and backstop counts", () => {
    const states = attestations(
      [
        statement({ epoch: 1n }),
        statement({ attester: "0xb0", assets: 1n, liabilities: 2n }),
        statement({ backstop: "0xf0", epoch: 5n }),
        statement({ epoch: 2n, assets: 900_000_000n }),
      ],
      POLICY,
    );
    expect(states.map(({ attestation }) => [attestation.attester, attestation.epoch])).toEqual([
      ["0xa1", 2n],
      ["0xb0", 7n],
      ["0xa1", 5n],
    ]);
    expect(states[0]?.attestedCoverage.value).toBe("0.9");
    expect(states[1]?.attestedCoverage.value).toBe("0.5");
  });

  test("behavior: a newer statement without proof does not hide the proven one", () => {
    const proven = statement({ epoch: 1n });
    const states = attestations([proven, statement({ epoch: 2n, isVerified: false })], POLICY);
    expect(states.map(({ attestation, status }) => [attestation.epoch, status])).toEqual([
      [1n, "OK"],
      [2n, "NOT_APPLICABLE"],
    ]);
  });

  test.each<[string, Partial<Attestation>, string]>([
    ["not verified", { isVerified: false }, "NOT_APPLICABLE"],
    ["a second too old", { timestamp: AT - 86_401n }, "STALE_INPUT"],
    ["commitments only", { assets: null, liabilities: null, asset: null }, "NO_DATA"],
    ["nothing owed", { liabilities: 0n }, "ZERO_DENOMINATOR"],
  ])("behavior: no coverage of a statement that is %s", (_, fields, status) => {
    const [state] = attestations([statement(fields)], POLICY);
    expect(state?.attestedCoverage).toMatchObject({ value: null, status });
  });

  test("behavior: any age is believed without a policy, and exactly the oldest with one", () => {
    const old = statement({ timestamp: AT - 86_400n });
    expect(attestations([old], POLICY)[0]?.status).toBe("OK");
    const older = statement({ timestamp: 0n });
    expect(attestations([older], { ...POLICY, maxAge: null })[0]).toMatchObject({
      status: "OK",
      ageSeconds: AT,
    });
  });

  test("behavior: nothing is derived from an unverified statement, whatever it says", () => {
    const amount = fc.option(fc.bigInt({ min: 0n, max: 10n ** 30n }));
    fc.assert(
      fc.property(amount, amount, fc.bigInt({ min: 0n, max: AT }), (assets, liabilities, timestamp) => {
        const [state] = attestations(
          [statement({ assets, liabilities, timestamp, isVerified: false })],
          POLICY,
        );
        expect(state?.attestedCoverage).toMatchObject({ value: null, numerator: "0", denominator: "0" });
      }),
    );
  });

  test("behavior: units of the totals change no coverage", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        fc.integer({ min: 0, max: 12 }),
        (assets, liabilities, k) => {
          const scale = 10n ** BigInt(k);
          const [plain] = attestations([statement({ assets, liabilities })], POLICY);
          const [scaled] = attestations(
            [statement({ assets: assets * scale, liabilities: liabilities * scale })],
            { ...POLICY, decimalsOf: () => 6 + k },
          );
          expect(scaled?.attestedCoverage).toEqual(plain?.attestedCoverage);
        },
      ),
    );
  });
});
