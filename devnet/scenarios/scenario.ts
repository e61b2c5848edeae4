import type { ScenarioStage } from "./stage.ts";

/** Liquidations of one mode; amounts in smallest units. */
export interface LiquidationTotals {
  readonly count: number;
  /** Debt that was taken off the positions, lost or not. */
  readonly debtRepaid: bigint;
  readonly collateralSeized: bigint;
}

/** What a scenario must come to, by an account that never looks at the chain or the ledger; amounts in smallest units. */
export interface ExpectedTotals {
  /** By mode, such as `DIRECT`; modes that do not occur are absent. */
  readonly liquidations: Readonly<Record<string, LiquidationTotals>>;
  /** Auctions that ended by kind, such as `COLLATERAL`: how many, and what bidders paid. */
  readonly auctions: Readonly<Record<string, { readonly count: number; readonly paid: bigint }>>;
  /** Losses taken, by layer of the waterfall, such as `SURPLUS_BUFFER`. */
  readonly lossesByLayer: Readonly<Record<string, bigint>>;
  /** Bad debt that nobody has paid in the end, by market name. */
  readonly openDeficits: Readonly<Record<string, bigint>>;
  /** Final balances by backstop name and asset symbol, such as `Surplus buffer/RUSD`. */
  readonly balances: Readonly<Record<string, bigint>>;
  /** Exercises of options, expiries not among them: how many, and what they paid. */
  readonly exercises: { readonly count: number; readonly paid: bigint };
  /** What the ledger has no total for, by name: a scenario's own test compares it. */
  readonly figures?: Readonly<Record<string, bigint>>;
}

/** A scenario that is being played. */
export interface ScenarioPlay {
  /**
   * Queues what happens in the next block, on the chain and in the plain model alike.
   *
   * @param time - Of that block, seconds.
   */
  readonly act: (time: number) => void;
  /** Totals by the plain model; asked for after the last block. */
  readonly expected: () => ExpectedTotals;
}

/** A stress that contracts on a local chain are taken through. Every run gives the same blocks. */
export interface Scenario {
  /** As `--scenario` names it. */
  readonly name: string;
  /** Grows with every change of what is played, so that a chain with an older play is not taken for this one. */
  readonly version: number;
  /** What happens, in one line. */
  readonly about: string;
  /** Where prices and rules come from, and what is made up. */
  readonly sources: readonly string[];
  /** Time of the first block of the play, such as `2020-03-12T00:00:00Z`. */
  readonly start: string;
  /** Blocks after the contracts are deployed. */
  readonly blocks: number;
  /** Seconds between blocks. */
  readonly spacing: number;
  /** Base fee of the block at a time, wei; absent where the chain's own does. @param time - Seconds. */
  readonly baseFee?: (time: number) => bigint;
  /** Everybody who sends transactions, governance left out. */
  readonly roles: readonly string[];
  /** Queues the deployment of the contracts and makes the plain model. */
  readonly prepare: (stage: ScenarioStage) => ScenarioPlay;
}
