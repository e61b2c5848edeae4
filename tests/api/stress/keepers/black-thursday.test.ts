import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../../../api/domain/decimal-string.ts";
import { keeperCompetition } from "../../../../api/stress/keepers/keeper-competition.ts";
import { type RecordedAuction, readRecordedAuctions } from "../../../support/recorded-auctions.ts";
import { SHARED_MISSING, sharedPath } from "../../../support/shared.ts";
import { expectRelative } from "../../stats/expect-relative.ts";

const folder = sharedPath("data", "maker-black-thursday");
const RAD = 45;
const DAI = 10n ** BigInt(RAD);

/** Auctions with a kick block in 9,653,000 .. 9,666,160. */
function auctionsOfTheDay(): RecordedAuction[] {
  return readRecordedAuctions(folder ?? "").filter(
    ({ kickBlock }) => kickBlock >= 9_653_000 && kickBlock <= 9_666_160,
  );
}

function units(decimal: string): bigint {
  const { raw, decimals } = parseDecimal(decimal);
  return raw * 10n ** BigInt(RAD - decimals);
}

describe("zero bids of 12 March 2020", () => {
  // Counted independently of this code from the same rows: 1,293 of 4,076 auctions were won for less than 0.01 DAI in all.
  // Interval: SciPy, beta.ppf(0.025, 1293, 2784) and beta.ppf(0.975, 1294, 2783).
  test.skipIf(folder === null)(
    `behavior: 1,293 of 4,076 below a cent${folder === null ? ` (${SHARED_MISSING})` : ""}`,
    () => {
      // A debt of one DAI for all makes 100 basis points of it a cent.
      const auctions = auctionsOfTheDay().map(({ finalBid }) => ({
        bid: units(finalBid),
        debt: DAI,
        lotSold: 1n,
      }));
      const { zeroBids } = keeperCompetition([], auctions, 100);
      expect(zeroBids.n).toBe(4076);
      expectRelative(zeroBids.value, 1293 / 4076, 1e-15);
      expectRelative(zeroBids.interval?.lower ?? null, 0.30294790614093087, 1e-10);
      expectRelative(zeroBids.interval?.upper ?? null, 0.33176005474945003, 1e-10);
    },
  );
});
