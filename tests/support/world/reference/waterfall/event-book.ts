import { type AbiEvent, decodeEventLog, toEventSelector } from "viem";
import { referenceArtifact } from "../../../../../devnet/contracts/compile.ts";
import type { Capital, RawLog } from "./waterfall-chain.ts";
import { LAYERS, type LayerName } from "./waterfall-model.ts";

interface Names {
  readonly backstop: string;
  readonly reinsurer: string;
  readonly amount: bigint;
  readonly premium: bigint;
  readonly shares: bigint;
  readonly isQueued: boolean;
  readonly status: number;
}

/** A backstop of this status has all of its balance disabled. */
const DISABLED = 3;

type Sums = { -readonly [key in keyof Capital]: Capital[key] };
type Effect = (sums: Sums, log: Names) => void;

let events: ReadonlyMap<string, AbiEvent> | undefined;

function eventOf(topic: string): AbiEvent | undefined {
  events ??= new Map(
    referenceArtifact("IBackstopEvents")
      .abi.filter((item) => item.type === "event")
      .map((event) => [toEventSelector(event), event]),
  );
  return events.get(topic);
}

const grow: Effect = (sums, { amount }) => {
  sums.balance += amount;
};
const shrink: Effect = (sums, { amount }) => {
  sums.balance -= amount;
};

/** What each event of the section "Capital" does by the words of the standard. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  Inflow: grow,
  BondSold: grow,
  Outflow: shrink,
  ReinsuranceClaimed: shrink,
  ReinsuranceCeded: (sums, { premium }) => {
    sums.balance += premium;
  },
  Deposited: (sums, { amount, shares }) => {
    sums.balance += amount;
    sums.shares += shares;
  },
  Withdrawn: (sums, { amount, shares, isQueued }) => {
    sums.balance -= amount;
    sums.shares -= shares;
    if (isQueued) sums.pendingShares -= shares;
  },
  WithdrawalRequested: (sums, { shares }) => {
    sums.pendingShares += shares;
  },
  WithdrawalCancelled: (sums, { shares }) => {
    sums.pendingShares -= shares;
  },
  Held: (sums, { amount }) => {
    sums.encumbered += amount;
  },
  Released: (sums, { amount }) => {
    sums.encumbered -= amount;
  },
};

const CLOSING: ReadonlySet<string> = new Set(["LossSocialised", "LossWrittenOff"]);

/** What the events add up to, read as the standard says and without the contracts. */
export class EventBook {
  readonly capital: Readonly<Record<LayerName, Sums>>;
  recognised = 0n;
  /** Paid by layers when losses were recognised. */
  paid = 0n;
  /** Covered later by others, socialised or given up. */
  closed = 0n;
  readonly #layerOf: ReadonlyMap<string, LayerName>;
  readonly #off = new Set<LayerName>();

  /** @param layerOf - Layer of each backstop's id. */
  constructor(layerOf: ReadonlyMap<string, LayerName>) {
    this.#layerOf = layerOf;
    this.capital = Object.fromEntries(
      LAYERS.map((layer) => [
        layer,
        { balance: 0n, encumbered: 0n, disabled: 0n, shares: 0n, pendingShares: 0n },
      ]),
    ) as Record<LayerName, Sums>;
  }

  get open(): bigint {
    return this.recognised - this.paid - this.closed;
  }

  /**
   * Adds the logs of one transaction.
   *
   * @returns What layers paid for a loss, in the order of the logs.
   */
  add(logs: readonly RawLog[]): (readonly [LayerName, bigint])[] {
    return logs.flatMap((log) => {
      const event = eventOf(log.topics[0]);
      if (event === undefined) return [];
      const { args } = decodeEventLog({ abi: [event], topics: [...log.topics], data: log.data });
      return this.#apply(event.name, args as unknown as Names);
    });
  }

  #move(event: string, layer: LayerName, log: Names): void {
    const sums = this.capital[layer];
    EFFECTS[event]?.(sums, log);
    if (event === "StatusChanged" && log.status === DISABLED) this.#off.add(layer);
    if (event === "StatusChanged" && log.status !== DISABLED) this.#off.delete(layer);
    sums.disabled = this.#off.has(layer) ? sums.balance : 0n;
  }

  #apply(event: string, log: Names): (readonly [LayerName, bigint])[] {
    const layer = this.#layerOf.get(log.backstop ?? log.reinsurer);
    if (layer !== undefined) this.#move(event, layer, log);
    if (event === "LossRecognised") this.recognised += log.amount;
    if (CLOSING.has(event)) this.closed += log.amount;
    if (event !== "LossCovered") return [];
    if (layer === undefined) this.closed += log.amount;
    else this.paid += log.amount;
    return layer === undefined ? [] : [[layer, log.amount]];
  }
}
