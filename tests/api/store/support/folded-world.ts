import type { Condition, LedgerEntity, View } from "../../../../api/services/ports.ts";
import { extendKeyframes } from "../../../../api/store/keyframes/write-keyframes.ts";
import { StoreLedgerReader } from "../../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { Store } from "../../../../api/store/store.ts";
import { appendFacts, deleteFactsFrom, type WireRow } from "../../../../api/store/writer.ts";
import { blockHash, blockTime, fact, fill, ordinal } from "../../../support/ledger-fixture.ts";

/** Protocol of everything. */
export const OWNER = "0x70";
/** Backstops, deficits, positions, feeds and markets alike. */
export const THINGS = ["0x01", "0x02", "0x03"];
const MARKETS = ["0xf1", "0xf2"];
/** Keyframes so close that a few facts make several of them, one in two parts. */
const PACE = { minFacts: 3, factsPerRow: 1, factsAtOnce: 4, mostAtOnce: 2 };

/** What happens to the ledger: a block with facts, or the newest blocks are dropped. */
export type Step =
  | { readonly kind: "block"; readonly happenings: readonly Happening[] }
  | { readonly kind: "reorg"; readonly depth: number };

/** A fact of one of five kinds about one of three things; the first two facts of a block share a log. */
export type Happening = {
  readonly entity: (typeof ENTITIES)[number];
  readonly thing: number;
  readonly amount: bigint;
  readonly isNull: boolean;
};

/** Facts that keyframes are made of. */
export const ENTITIES = [
  "FundFlow",
  "DeficitChange",
  "PositionChange",
  "PriceObservation",
  "Liquidation",
] as const;

/** A fact and where it stands. */
export type Made = { readonly entity: string; readonly block: number; readonly row: WireRow };

function madeOf({ entity, thing, amount, isNull }: Happening, block: number, step: number): Made {
  const id = THINGS[thing] ?? "0x01";
  const market = MARKETS[thing % 2] ?? "0xf1";
  const text = amount.toString();
  const odd = amount % 2n === 1n;
  const fields = {
    FundFlow: {
      step,
      ...{
        backstop: id,
        asset: id,
        direction: odd ? "OUT" : "IN",
        hold: null,
        cause: "TRANSFER",
        amount: text,
      },
      ...{ shares: null, pendingShares: null, balanceAfter: `-${text}`, pendingOutflowAfter: text },
      ...{ encumberedAfter: text, disabledAfter: "0", sharesAfter: isNull ? null : text },
      ...{ pendingSharesAfter: null, account: null, causedBy: null },
    },
    DeficitChange: {
      ...{ market, deficit: id, asset: id, action: odd ? "COVERED" : "CREATED", amount: text, excess: "0" },
      ...{ openAfter: text, pendingAfter: "0", account: null, backstop: null, claimsBefore: null },
    },
    PositionChange: {
      ...{ market, position: id, account: id, cause: "ADJUST", collateralChange: "0", debtChange: "0" },
      ...{ sizeChange: null, collateralAfter: text, debtAfter: text, debtSharesAfter: isNull ? null : text },
      sizeAfter: null,
    },
    PriceObservation: {
      ...{ feed: id, asset: id, price: isNull ? null : text, decimals: 18, round: null, age: null },
      status: isNull ? "INVALID" : "OK",
    },
    Liquidation: {
      ...{ market: id, mode: "DIRECT", account: id, liquidator: null, collateralAsset: null },
      ...{
        collateralSeized: null,
        collateralReturned: null,
        debtAsset: id,
        debtRepaid: text,
        liquidatorFee: null,
      },
      ...{ loss: null, absorbed: "0", unresolved: null, price: null, auction: null },
    },
  }[entity];
  return { entity, block, row: fact(OWNER, { block, log: Math.max(0, step - 1), step }, fields) };
}

/** Everything exists from the start; the mutable numbers are wrong, so that an answer read from them is seen. */
const STATE = {
  Backstop: THINGS.map((id) => ({
    ...{ id, protocol: OWNER, kind: "BONDING", layer: "POL", rank: 1, name: id, contract: id },
    ...{ balanceSource: "FLOWS", status: "ACTIVE", createdOrdinal: "0" },
  })),
  BackstopBalance: THINGS.map((id) => ({
    ...{ id, backstop: id, asset: id, balance: "99", pendingOutflow: "99", encumbered: "99", disabled: "99" },
    ...{ cumulativeIn: "99", cumulativeOut: "99", flowCount: "99", createdOrdinal: "0", updatedOrdinal: "0" },
  })),
  Deficit: THINGS.map((id, at) => ({
    ...{ id, protocol: OWNER, market: MARKETS[at % 2], asset: id, open: "99", pending: "99", created: "99" },
    ...{ covered: "99", socialised: "99", writtenOff: "99", lastCreatedAmount: "99" },
    ...{ createdOrdinal: "0", updatedOrdinal: "0" },
  })),
  Position: THINGS.map((id, at) => ({
    ...{ id, protocol: OWNER, market: MARKETS[at % 2], account: id, collateral: "99", debt: "99" },
    ...{ isClosed: false, createdOrdinal: "0", updatedOrdinal: "0" },
  })),
  PriceFeed: THINGS.map((id) => ({
    ...{ id, protocol: OWNER, source: "CHAINLINK", contract: id, asset: id, quote: "USD", decimals: 18 },
    ...{ price: "99", updatedAt: "99", createdOrdinal: "0", updatedOrdinal: "0" },
  })),
  Market: THINGS.map((id) => ({
    ...{
      id,
      protocol: OWNER,
      kind: "SYSTEM",
      name: id,
      contract: id,
      liquidationCount: "99",
      createdOrdinal: "0",
    },
  })),
};

/** The naive way: goes through all facts of a thing below a block in their order. */
export function replay(made: readonly Made[], entity: string, id: string, upTo: number) {
  const subject = { FundFlow: "backstop", DeficitChange: "deficit", PositionChange: "position" }[entity];
  const field = subject ?? (entity === "PriceObservation" ? "feed" : "market");
  const rows = made.filter((one) => one.entity === entity && one.block <= upTo && one.row[field] === id);
  const last = (name: string) => {
    const known = rows.map(({ row }) => row[name]).filter((value) => value !== null);
    return known.length === 0 ? null : BigInt(String(known.at(-1)));
  };
  const sum = (name: string, value: string) =>
    rows
      .filter(({ row }) => row[name] === value)
      .reduce((total, { row }) => total + BigInt(String(row["amount"])), 0n);
  return { count: BigInt(rows.length), last, sum };
}

let networks = 0;

/** A ledger in the store under a name of its own, and the facts that it should hold. */
export class FoldedWorld {
  readonly network: string;
  readonly reader: StoreLedgerReader;
  readonly #store: Store;
  made: Made[] = [];
  block = 0;

  constructor(store: Store) {
    networks += 1;
    this.network = `net-${networks}`;
    this.reader = new StoreLedgerReader(store);
    this.#store = store;
  }

  start(): Promise<void> {
    return fill(this.#store, STATE, 0, this.network);
  }

  async take(next: Step): Promise<void> {
    if (next.kind === "block") await this.#extend(next.happenings);
    else await this.#revert(next.depth);
  }

  view(block: number): View {
    const ref = { number: BigInt(block), hash: blockHash(block), timestamp: blockTime(block) };
    return { network: this.network, horizon: BigInt(ordinal(block + 1)), block: ref, head: ref };
  }

  rows<E extends LedgerEntity>(entity: E, block: number, conditions: readonly Condition[] = []) {
    return this.reader.page(entity, {
      view: this.view(block),
      conditions,
      order: "ASC",
      after: null,
      limit: null,
    });
  }

  async #extend(happenings: readonly Happening[]): Promise<void> {
    this.block += 1;
    const added = happenings.map((one, at) => madeOf(one, this.block, at));
    this.made.push(...added);
    await this.#store.transaction(async (tx) => {
      for (const spec of this.#store.schema.tables) {
        const rows = added.filter(({ entity }) => entity === spec.entity).map(({ row }) => row);
        await appendFacts(tx, spec, this.network, rows);
      }
      await extendKeyframes(tx, this.#store.schema, this.network, PACE);
    });
  }

  async #revert(depth: number): Promise<void> {
    this.block = Math.max(0, this.block - depth);
    this.made = this.made.filter(({ block }) => block <= this.block);
    await this.#store.transaction((tx) =>
      deleteFactsFrom(tx, this.#store.schema, this.network, BigInt(ordinal(this.block + 1))),
    );
  }
}
