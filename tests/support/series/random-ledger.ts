import fc from "fast-check";
import { type FixtureRows, fact, ordinal } from "../ledger-fixture.ts";
import { assetRow, backstopRow, balanceRow, marketRow } from "../ledger-rows.ts";

/** Names of what a random ledger holds. */
export const PROTOCOL = "0x70";
export const TOKEN = "0xa1";
export const DOLLAR = "0xa2";
export const COIN = "0xa3";
export const ASSETS = [TOKEN, DOLLAR] as const;
export const BACKSTOPS = ["0xb1", "0xb2"] as const;
export const MARKETS = ["0xc1", "0xc2"] as const;
/** Dollars for the token, the coin for the token, dollars for the stablecoin, dollars for the coin. */
export const FEEDS = ["0xf1", "0xf2", "0xf3", "0xf4"] as const;

/** Last block that may hold a fact; blocks are 10 seconds apart. */
export const LAST_BLOCK = 90;

const KINDS = ["flow", "deficit", "position", "price", "status", "liquidation", "skip"] as const;

/** Something that happens; which thing it happens to is told by `pick`. */
export type Happening = {
  readonly kind: (typeof KINDS)[number];
  readonly block: number;
  readonly pick: number;
  readonly amount: number;
  readonly flag: number;
};

/** When each market and backstop is first named, and what happens then. */
export type LedgerPlan = { readonly births: readonly number[]; readonly happenings: readonly Happening[] };

/** Any plan of a ledger. */
export const ledgerPlan: fc.Arbitrary<LedgerPlan> = fc.record({
  births: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 4, maxLength: 4 }),
  happenings: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      block: fc.integer({ min: 1, max: LAST_BLOCK }),
      pick: fc.nat(15),
      amount: fc.nat(1000),
      flag: fc.nat(11),
    }),
    { maxLength: 30 },
  ),
});

/** Makes the rows of a plan: facts in order, each with the state after it. Mutable rows hold 99 where facts tell better. */
export function ledgerOf({ births, happenings }: LedgerPlan): FixtureRows {
  const made = new LedgerMaker(births);
  const inOrder = happenings.map((one) => made.placed(one)).sort((a, b) => a.block - b.block);
  inOrder.forEach((one, at) => {
    made.add(one, at);
  });
  return { ...reference(births), ...made.facts };
}

type State = { readonly [name: string]: bigint };

/** Carries the state that facts state, thing by thing. */
class LedgerMaker {
  readonly facts: Record<string, ReturnType<typeof fact>[]> = {
    FundFlow: [],
    DeficitChange: [],
    PositionChange: [],
    PriceObservation: [],
    StatusChange: [],
    Liquidation: [],
    SkippedEvent: [],
    ParameterChange: [],
  };
  readonly #births: readonly number[];
  readonly #states = new Map<string, State>();
  readonly #statuses = new Map<string, string>();

  constructor(births: readonly number[]) {
    this.#births = births;
    births.forEach((block, at) => {
      this.#put("ParameterChange", { contract: "0xc0", name: "born" }, { block, log: 900 + at });
    });
  }

  /** Nothing happens to a thing before it is first named. */
  placed(one: Happening): Happening {
    const birth = this.#births[thingOf(one)] ?? 1;
    return one.kind === "price" || one.kind === "skip" ? one : { ...one, block: Math.max(one.block, birth) };
  }

  add(one: Happening, log: number): void {
    this.#put(...this.#factOf(one), { block: one.block, log });
  }

  #factOf(one: Happening): Made {
    switch (one.kind) {
      case "flow":
        return this.#flow(one);
      case "deficit":
        return this.#deficit(one);
      case "position":
        return this.#position(one);
      case "price":
        return this.#price(one);
      case "status":
        return this.#status(one);
      case "liquidation":
        return [
          "Liquidation",
          {
            ...{ market: marketOf(one), mode: "DIRECT", account: "0x01", debtAsset: DOLLAR, absorbed: "0" },
            debtRepaid: String(one.amount),
          },
        ];
      case "skip":
        return [
          "SkippedEvent",
          {
            contract: "0xc0",
            event: "E",
            reason: "UNKNOWN_PARENT",
            detail: "",
          },
        ];
    }
  }

  #flow(one: Happening): Made {
    const backstop = backstopOf(one);
    const asset = assetOf(one);
    const key = `${backstop}/${asset}`;
    const { balance = 0n, held = 0n, shares = 0n } = this.#states.get(key) ?? {};
    const amount = BigInt(one.amount);
    const direction = FLOWS[one.flag % 4] ?? "IN";
    const after = {
      balance: direction === "IN" ? balance + amount : direction === "OUT" ? balance - amount : balance,
      held: direction === "HOLD" ? held + amount : direction === "RELEASE" ? held - amount : held,
      shares: shares + amount,
    };
    this.#states.set(key, after);
    return [
      "FundFlow",
      {
        ...{ step: 0, backstop, asset, direction, cause: CAUSES[one.flag % 3], amount: amount.toString() },
        ...{ pendingOutflowAfter: "0", disabledAfter: "0" },
        balanceAfter: after.balance.toString(),
        encumberedAfter: after.held.toString(),
        sharesAfter: one.flag > 5 ? after.shares.toString() : null,
        pendingSharesAfter: one.flag > 5 ? (after.shares / 2n).toString() : null,
      },
    ];
  }

  #deficit(one: Happening): Made {
    const [market, asset] = [marketOf(one), assetOf(one)];
    const deficit = `${market}${asset.slice(2)}`;
    const { open = 0n } = this.#states.get(deficit) ?? {};
    const action = one.flag % 2 === 0 ? "CREATED" : "COVERED";
    const wanted = BigInt(one.amount);
    const amount = action === "COVERED" && wanted > open ? open : wanted;
    const after = action === "CREATED" ? open + amount : open - amount;
    this.#states.set(deficit, { open: after });
    return [
      "DeficitChange",
      {
        ...{ market, deficit, asset, action, amount: amount.toString(), excess: "0" },
        openAfter: after.toString(),
        pendingAfter: (after / 3n).toString(),
      },
    ];
  }

  #position(one: Happening): Made {
    const market = marketOf(one);
    const position = `${market}0${one.pick % 3}`;
    const before = this.#states.get(position) ?? {};
    const isClosed = one.flag === 0;
    const hasSize = market === MARKETS[1];
    const after = {
      collateral: isClosed ? 0n : BigInt(one.amount),
      debt: isClosed ? 0n : BigInt(one.amount % 7),
      size: isClosed || !hasSize ? 0n : BigInt(one.amount % 100) - 50n,
    };
    this.#states.set(position, after);
    const change = (name: keyof typeof after) => (after[name] - (before[name] ?? 0n)).toString();
    return [
      "PositionChange",
      {
        ...{ market, position, account: position, cause: "ADJUST" },
        ...{ collateralChange: change("collateral"), debtChange: change("debt") },
        ...{ collateralAfter: after.collateral.toString(), debtAfter: after.debt.toString() },
        sizeChange: hasSize ? change("size") : null,
        sizeAfter: hasSize ? after.size.toString() : null,
      },
    ];
  }

  #price(one: Happening): Made {
    const feed = FEEDS[one.pick % FEEDS.length] ?? "0xf1";
    return [
      "PriceObservation",
      {
        ...{ feed, asset: PRICED[feed], decimals: 8 },
        price: one.flag === 0 ? null : String(1 + one.amount * 1_000_003),
        age: one.flag % 3 === 0 ? one.flag : null,
        status: one.flag === 0 ? "INVALID" : one.flag === 1 ? "STALE" : "OK",
      },
    ];
  }

  #status(one: Happening): Made {
    const subject = one.pick % 2 === 0 ? marketOf(one) : backstopOf(one);
    const isMarket = one.pick % 2 === 0;
    const status = STATUSES[one.flag % 3] ?? "ACTIVE";
    const previous = this.#statuses.get(subject) ?? (isMarket ? null : "ACTIVE");
    this.#statuses.set(subject, status);
    return ["StatusChange", { subject, status, previous }];
  }

  #put(entity: string, fields: Readonly<Record<string, unknown>>, at: Place): void {
    this.facts[entity]?.push(fact(PROTOCOL, at, fields));
  }
}

type Made = [entity: string, fields: Readonly<Record<string, unknown>>];
type Place = { readonly block: number; readonly log: number };

const FLOWS = ["IN", "OUT", "HOLD", "RELEASE"] as const;
const CAUSES = ["DEPOSIT", "FEE", "PENALTY"] as const;
const STATUSES = ["ACTIVE", "DISABLED", "PAUSED"] as const;
const PRICED: Readonly<Record<string, string>> = {
  "0xf1": TOKEN,
  "0xf2": TOKEN,
  "0xf3": DOLLAR,
  "0xf4": COIN,
};

const KINDS_OF_MARKET = ["LENDING_RESERVE", "PERPETUAL"] as const;

/** Place of the birth of the thing that something happens to: markets 0 and 1, backstops 2 and 3. */
function thingOf({ kind, pick }: Happening): number {
  const second = (pick >> 1) % 2;
  if (kind === "flow" || (kind === "status" && pick % 2 === 1)) return 2 + second;
  return second;
}

function marketOf({ pick }: Happening): string {
  return MARKETS[(pick >> 1) % 2] ?? "";
}

function backstopOf({ pick }: Happening): string {
  return BACKSTOPS[(pick >> 1) % 2] ?? "";
}

function assetOf({ pick }: Happening): string {
  return ASSETS[(pick >> 2) % 2] ?? "";
}

function reference(births: readonly number[]): FixtureRows {
  const at = (thing: number) => ({ createdOrdinal: ordinal(births[thing] ?? 1, 900 + thing) });
  return {
    Protocol: [
      {
        ...{ id: PROTOCOL, slug: "made", network: "mainnet", schemaVersion: "1", subgraphVersion: "1" },
        ...{ methodologyVersion: "1", eventCount: "99", skippedCount: "99" },
        createdOrdinal: ordinal(Math.min(...births), 0),
      },
    ],
    Asset: [
      assetRow(TOKEN, "TOK", 3),
      assetRow(DOLLAR, "USDX", 2),
      { ...assetRow(COIN, "ETH", 18), kind: "NATIVE" },
    ],
    Market: MARKETS.map((id, place) =>
      marketRow({
        ...{ id, protocol: PROTOCOL, kind: KINDS_OF_MARKET[place], name: id, status: "SHUT_DOWN" },
        ...{ collateralAsset: TOKEN, debtAsset: DOLLAR, priceFeed: FEEDS[0], ...at(place) },
      }),
    ),
    Backstop: BACKSTOPS.map((id, place) =>
      backstopRow({
        ...{ id, protocol: PROTOCOL, kind: "STATIC_INSURANCE_FUND", layer: "INSURANCE_FUND", name: id },
        ...{ rank: 2 - place, ...at(2 + place) },
      }),
    ),
    BackstopBalance: BACKSTOPS.flatMap((id, place) =>
      ASSETS.map((asset) => ({ ...balanceRow(id, asset), ...at(2 + place) })),
    ),
    Deficit: MARKETS.flatMap((market, place) =>
      ASSETS.map((asset) => ({
        ...{ id: `${market}${asset.slice(2)}`, protocol: PROTOCOL, market, asset, open: "99", pending: "99" },
        ...{ created: "99", covered: "99", socialised: "99", writtenOff: "99", lastCreatedAmount: "99" },
        ...{ ...at(place), updatedOrdinal: ordinal(LAST_BLOCK) },
      })),
    ),
    Position: MARKETS.flatMap((market, place) =>
      [0, 1, 2].map((number) => ({
        ...{ id: `${market}0${number}`, protocol: PROTOCOL, market, account: `${market}0${number}` },
        ...{
          collateral: "99",
          debt: "99",
          isClosed: false,
          ...at(place),
          updatedOrdinal: ordinal(LAST_BLOCK),
        },
      })),
    ),
    PriceFeed: FEEDS.map((id, place) => ({
      ...{
        id,
        protocol: place === 2 ? "0x71" : PROTOCOL,
        source: "CHAINLINK",
        contract: id,
        asset: PRICED[id],
      },
      ...{ quote: place === 1 ? "ETH" : "USD", decimals: 8, heartbeat: place === 3 ? 400 : 200 },
      ...{ createdOrdinal: ordinal(1), updatedOrdinal: ordinal(1) },
    })),
  };
}
