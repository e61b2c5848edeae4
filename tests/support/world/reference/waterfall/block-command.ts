import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { type Act, anyAct, anyOpening, anyPause } from "./acts.ts";
import type { EventBook } from "./event-book.ts";
import type { Capital, ChainState, Receipt, WaterfallChain } from "./waterfall-chain.ts";
import { LAYERS, type WaterfallModel } from "./waterfall-model.ts";

const MOST_ACTS = 4;

/** The contracts and what their events have added up to. */
export interface Real {
  readonly chain: WaterfallChain;
  readonly book: EventBook;
}

/** One block of a few acts, checked act by act by its events and at its end by all views. */
export class BlockCommand implements fc.AsyncCommand<WaterfallModel, Real> {
  readonly #acts: readonly Act[];
  readonly #pause: bigint;

  constructor(acts: readonly Act[], pause: bigint) {
    this.#acts = acts;
    this.#pause = pause;
  }

  check(): boolean {
    return true;
  }

  async run(model: WaterfallModel, { chain, book }: Real): Promise<void> {
    model.now += this.#pause;
    const receipts = await chain.mine(this.#acts, model.now);
    for (const [at, act] of this.#acts.entries()) checkAct(act, model, book, receipts[at] as Receipt);
    checkViews(await chain.state(), model, book);
  }

  toString(): string {
    const acts = this.#acts.map(
      ({ from, contract, functionName, args }) => `${from}: ${contract}.${functionName}(${args.join(", ")})`,
    );
    return `\n  after ${this.#pause} s\n    ${acts.join("\n    ")}`;
  }
}

/** Any block. */
export const anyBlock: fc.Arbitrary<BlockCommand> = fc
  .tuple(fc.array(anyAct, { minLength: 1, maxLength: MOST_ACTS, size: "max" }), anyPause)
  .map(([acts, pause]) => new BlockCommand(acts, pause));

/** The block with which a run begins. */
export const anyFirstBlock: fc.Arbitrary<BlockCommand> = anyOpening.map((acts) => new BlockCommand(acts, 1n));

function checkAct(act: Act, model: WaterfallModel, book: EventBook, receipt: Receipt): void {
  model.draws = [];
  deepStrictEqual(receipt.isAccepted, act.apply(model), `${act.contract}.${act.functionName} is accepted`);
  const payments = book.add(receipt.logs);
  const due = model.draws.filter(({ payment }) => payment > 0n);
  deepStrictEqual(
    payments,
    due.map(({ layer, payment }) => [layer, payment]),
    "layers pay what the rules give, in their order",
  );
  checkOrder(model, new Map(payments));
  deepStrictEqual(book.recognised, model.recognised, "recognised losses");
  deepStrictEqual(book.paid + book.closed + book.open, book.recognised, "paid + closed + open = recognised");
  ok(book.open >= 0n, "the deficit is not negative");
  deepStrictEqual(book.open, model.open, "open deficit by the events");
  for (const layer of LAYERS) {
    deepStrictEqual(book.capital[layer], capitalOf(model)[layer], `${layer}: sums of its events`);
  }
}

/** A later layer pays only when all before it gave what they could. */
function checkOrder(model: WaterfallModel, payments: ReadonlyMap<string, bigint>): void {
  for (const [at, { layer }] of model.draws.entries()) {
    if (!payments.has(layer)) continue;
    for (const before of model.draws.slice(0, at)) {
      deepStrictEqual(payments.get(before.layer) ?? 0n, before.capacity, `${before.layer} pays all before`);
    }
  }
}

function capitalOf({ layers, stake, bonds }: WaterfallModel): Record<string, Capital> {
  const rest = { encumbered: 0n, disabled: 0n, shares: 0n, pendingShares: 0n };
  const capital = Object.fromEntries(
    LAYERS.map((layer): [string, Capital] => [layer, { balance: layers[layer].balance, ...rest }]),
  );
  const { balance, totalShares: shares, queuedShares: pendingShares } = stake;
  const disabled = stake.maxSlashBps === 0n ? balance : 0n;
  return {
    ...capital,
    StakedModule: { balance, encumbered: 0n, disabled, shares, pendingShares },
    BondReserve: { ...rest, balance: bonds.balance, encumbered: bonds.deployed },
  };
}

function checkViews(state: ChainState, model: WaterfallModel, book: EventBook): void {
  for (const layer of LAYERS) {
    const { balance, encumbered, disabled, shares, pendingShares } = state.capital[layer];
    deepStrictEqual(
      { balance, encumbered, disabled, shares, pendingShares },
      book.capital[layer],
      `${layer}.capitalOf`,
    );
    ok(state.tokens[layer] >= balance, `${layer} holds the tokens of its book`);
    ok(encumbered <= balance, `${layer} keeps no more busy than it has`);
  }
  deepStrictEqual(state.open, model.open, "Waterfall.deficitOf");
  ok(state.worthOfShares <= state.capital.StakedModule.balance, "shares are worth no more than the balance");
}
