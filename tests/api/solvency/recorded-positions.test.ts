import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  compareRational,
  multiplyRational,
  type Rational,
  rational,
  scaled,
} from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { latentBadDebt } from "../../../api/solvency/latent-bad-debt.ts";
import { exactUnits } from "../../support/exact-decimal.ts";
import { madeBook, madePrice } from "../../support/made-book.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";

/** Enough for every digit of the recording. */
const DECIMALS = 40;

/** A recorded position: stETH pledged and ether owed on Aave v2, both in ether at the protocol's own prices. */
type RecordedPosition = {
  readonly user: string;
  readonly collateral: bigint;
  readonly debt: bigint;
  /** Basis points. */
  readonly threshold: bigint;
  readonly health: Rational;
};

const folder = sharedPath("data", "aave");
const suffix = folder === null ? ` (${SHARED_MISSING})` : "";

function readPositions(): RecordedPosition[] {
  const [, ...lines] = readFileSync(join(folder ?? "", "steth_aave.csv"), "utf8")
    .trim()
    .split(/\r?\n/);
  return lines.map((line) => {
    const [, user = "", collateral = "", debt = "", , threshold = "", , health = ""] = line.split(",");
    return {
      user,
      collateral: exactUnits(collateral, DECIMALS),
      debt: exactUnits(debt, DECIMALS),
      threshold: BigInt(threshold),
      health: scaled(exactUnits(health, DECIMALS), DECIMALS),
    };
  });
}

/** Collateral × liquidation threshold / debt: below 1 a position may be liquidated. */
function healthFactor({ collateral, debt, threshold }: RecordedPosition): Rational {
  return multiplyRational(rational(collateral, debt), rational(threshold, 10_000n));
}

function isWithin(value: Rational, expected: Rational, tolerance: Rational): boolean {
  const difference = value.numerator * expected.denominator - expected.numerator * value.denominator;
  const magnitude = rational(
    difference < 0n ? -difference : difference,
    value.denominator * expected.denominator,
  );
  return compareRational(magnitude, multiplyRational(expected, tolerance)) <= 0;
}

function latentAt(shockBps: number) {
  const book = madeBook({
    assets: { steth: DECIMALS, eth: DECIMALS },
    markets: [{ id: "steth", collateralAsset: "steth", debtAsset: "eth" }],
    exposures: [{ market: "steth" }],
    prices: [madePrice("steth", 100_000_000n), madePrice("eth", 100_000_000n)],
  });
  const positions = readPositions().map(({ user, collateral, debt }) => ({
    market: "steth",
    account: user,
    collateral,
    debt,
    debtShares: null,
    size: null,
  }));
  return latentBadDebt(book, positions, {
    origin: "OWN",
    maxPriceAge: null,
    shocks: new Map([["steth", shockBps]]),
    dustFloor: scaled(5n, 2),
  });
}

describe("recorded stETH positions on Aave", () => {
  // The recording's own health factors, from the contract's view, are doubles: relative error 1e-12.
  test.skipIf(folder === null)(`default: health factors to 1e-12${suffix}`, () => {
    const positions = readPositions();
    expect(positions.length).toBe(1309);
    const wrong = positions.filter(
      (position) => !isWithin(healthFactor(position), position.health, scaled(1n, 12)),
    );
    expect(wrong).toEqual([]);
  });

  // Σ max(0, debt − collateral × (1 + shock)) over the same rows, in ether, added with Python's decimal; no position
  // lacks anything before the shock.
  test.skipIf(folder === null).each([
    [0, "0", 0, 0],
    [-500, "0.0052943260753297655", 1, 0],
    [-2000, "1.013797952991124488", 12, 1],
    [-3000, "5860.159647746674364835", 90, 68],
  ])(
    `behavior: latent bad debt after a change of %i bps${suffix}`,
    (shockBps, worth, accounts, aboveDust) => {
      const latent = latentAt(shockBps);
      expect(toValuation(latent.total.worth).exact).toBe(worth);
      expect([latent.total.accounts, latent.aboveDust.accounts]).toEqual([accounts, aboveDust]);
    },
  );
});
