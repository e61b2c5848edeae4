import { type FixtureRows, fact, ordinal } from "../ledger-fixture.ts";
import { ALICE, HEGIC, HEGIC_ETH, POOL, WAD, WETH } from "./names.ts";

function seriesId(number: number) {
  return `${HEGIC}efc0eeadc1132a12c9487d800112693bf49ecfa2${number.toString(16).padStart(2, "0")}`;
}

function series(number: number, block: number, strike: bigint) {
  return {
    id: seriesId(number),
    protocol: HEGIC,
    market: HEGIC_ETH,
    backstop: POOL,
    contract: "0xefc0eeadc1132a12c9487d800112693bf49ecfa2",
    number: String(number),
    type: "PUT",
    style: "AMERICAN",
    settlement: "CASH",
    underlying: WETH,
    strike: strike.toString(),
    strikeDecimals: 8,
    expiry: "1584100000",
    size: "99",
    open: "99",
    premium: "99",
    owed: null,
    settled: "99",
    exerciseCount: "99",
    isEnded: false,
    createdOrdinal: ordinal(block),
    updatedOrdinal: ordinal(block),
  };
}

function trade(number: number, block: number, size: bigint, premium: bigint) {
  return fact(
    HEGIC,
    { block, step: 20 + number },
    {
      series: seriesId(number),
      position: seriesId(number),
      account: ALICE,
      action: "OPEN",
      side: "SHORT",
      size: size.toString(),
      premiumAsset: WETH,
      premium: premium.toString(),
      fee: "0",
      impliedVolatility: null,
    },
  );
}

function ending(
  number: number,
  block: number,
  kind: string,
  amounts: { size: bigint; owed: bigint | null; settled: bigint },
) {
  return fact(
    HEGIC,
    { block, step: 30 + number },
    {
      series: seriesId(number),
      position: seriesId(number),
      account: ALICE,
      kind,
      side: "SHORT",
      size: amounts.size.toString(),
      payoffAsset: WETH,
      owed: amounts.owed === null ? null : amounts.owed.toString(),
      settled: amounts.settled.toString(),
      shortfall: amounts.owed === null ? null : (amounts.owed - amounts.settled).toString(),
      priceAtExercise: null,
    },
  );
}

/** Three options: one exercised, one expired, one open. */
export const OPTIONS: FixtureRows = {
  OptionSeries: [
    series(1, 120, 15_000_000_000n),
    series(2, 121, 20_000_000_000n),
    series(3, 150, 10_000_000_000n),
  ],
  OptionTrade: [
    trade(1, 120, 4n * WAD, WAD),
    trade(2, 121, WAD / 2n, WAD / 10n),
    trade(3, 150, WAD, WAD / 4n),
  ],
  OptionExercise: [
    ending(1, 150, "EXERCISE", { size: 4n * WAD, owed: 3n * WAD, settled: 2n * WAD }),
    ending(2, 180, "EXPIRY", { size: WAD / 2n, owed: 0n, settled: 0n }),
  ],
};
