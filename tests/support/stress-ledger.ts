import { type FixtureRows, fact } from "./ledger-fixture.ts";
import {
  BOB,
  DEFICIT,
  ETH_A,
  HEGIC,
  MAKER,
  OSM,
  POOL,
  RAD,
  VAT,
  VOW,
  WAD,
  WETH,
} from "./small-ledger/names.ts";
import { SMALL_LEDGER } from "./small-ledger/small-ledger.ts";

/** 2020-03-10T00:00:00Z. */
const BEGIN = 1_583_798_400;
const HOUR = 3_600;

/** Where something happens: hours after the beginning. Blocks are ten seconds apart. */
function at(hours: number, log: number) {
  return { block: 100 + (hours * HOUR) / 10, log };
}

/** Block and time of an hour. */
export function blockAfter(hours: number): { readonly block: number; readonly timestamp: bigint } {
  return { block: at(hours, 0).block, timestamp: BigInt(BEGIN + hours * HOUR) };
}

function happened(protocol: string, hours: number, log: number, fields: Readonly<Record<string, unknown>>) {
  return fact(protocol, at(hours, log), { timestamp: blockAfter(hours).timestamp.toString(), ...fields });
}

function observed(hours: number) {
  const price = (hours < 60 ? 200n : 160n) * WAD;
  return happened(MAKER, hours, 1, {
    feed: OSM,
    asset: WETH,
    price: price.toString(),
    decimals: 18,
    status: "OK",
  });
}

function flowed(hours: number, direction: string, cause: string, [amount, after]: readonly [bigint, bigint]) {
  return happened(HEGIC, hours, 2, {
    ...{ step: 0, backstop: POOL, asset: WETH, direction, cause, amount: (amount * WAD).toString() },
    ...{
      balanceAfter: (after * WAD).toString(),
      pendingOutflowAfter: "0",
      encumberedAfter: "0",
      disabledAfter: "0",
    },
  });
}

function deficit(hours: number, action: string, [amount, openAfter]: readonly [bigint, bigint]) {
  return happened(MAKER, hours, 3, {
    ...{
      market: ETH_A,
      deficit: DEFICIT,
      asset: VAT,
      action,
      amount: (amount * RAD).toString(),
      excess: "0",
    },
    ...{ openAfter: (openAfter * RAD).toString(), pendingAfter: "0" },
  });
}

/**
 * A week of two protocols. Hourly prices: 200 dollars, 160 from hour 60 on. Maker: 100,000 dai of debt, a liquidation of 40 dai at
 * hour 60, of which 10 are lost and the surplus buffer takes 10; 30 dai of bad debt at hour 61, covered at hour 64; a deleveraging at
 * hour 62. Hegic: 1,000 ether deposited at hour 0, 80 withdrawn at hour 48.
 */
export const STRESS_LEDGER: FixtureRows = {
  ...Object.fromEntries(
    ["Protocol", "Asset", "Market", "PriceFeed", "Backstop"].map((entity) => [
      entity,
      SMALL_LEDGER[entity] ?? [],
    ]),
  ),
  PriceObservation: Array.from({ length: 168 }, (_, hours) => observed(hours)),
  PositionChange: [
    happened(MAKER, 0, 4, {
      ...{ market: ETH_A, position: `${ETH_A}b0`, account: BOB, cause: "OPEN" },
      ...{ collateralChange: (1000n * WAD).toString(), collateralAfter: (1000n * WAD).toString() },
      ...{ debtChange: (100_000n * RAD).toString(), debtAfter: (100_000n * RAD).toString() },
    }),
  ],
  Liquidation: [
    happened(MAKER, 60, 5, {
      ...{ market: ETH_A, mode: "DIRECT", account: BOB, collateralAsset: WETH, debtAsset: VAT },
      ...{ collateralSeized: (WAD / 4n).toString(), debtRepaid: (40n * RAD).toString() },
      ...{ loss: (10n * RAD).toString(), absorbed: (10n * RAD).toString(), unresolved: "0" },
    }),
  ],
  LossAllocation: [
    happened(MAKER, 60, 6, {
      ...{ market: ETH_A, loss: "0x01", layer: "SURPLUS_BUFFER", rank: 1, backstop: VOW, asset: VAT },
      amount: (10n * RAD).toString(),
    }),
  ],
  DeficitChange: [deficit(61, "CREATED", [30n, 30n]), deficit(64, "COVERED", [30n, 0n])],
  Deleveraging: [
    happened(MAKER, 62, 7, {
      ...{
        market: ETH_A,
        taker: BOB,
        size: "1",
        asset: VAT,
        notional: (50n * RAD).toString(),
        haircut: null,
      },
    }),
  ],
  FundFlow: [flowed(0, "IN", "DEPOSIT", [1000n, 1000n]), flowed(48, "OUT", "WITHDRAWAL", [80n, 920n])],
};

/** The facts of the week up to an hour. */
export function stressLedgerUntil(hours: number): FixtureRows {
  const last = blockAfter(hours).timestamp;
  return Object.fromEntries(
    Object.entries(STRESS_LEDGER).map(([entity, rows]) => [
      entity,
      rows.filter((row) => row["timestamp"] === undefined || BigInt(String(row["timestamp"])) <= last),
    ]),
  );
}
