import type { ScenarioStage } from "./stage.ts";

/** What a scenario must come to, by an account that never looks at the chain or the ledger; amounts in smallest units. */
export interface ExpectedTotals {
  /** Liquidations by mode, such as `DIRECT`. */
  readonly liquidations: Readonly<Record<string, number>>;
  /** Losses taken, by layer of the waterfall, such as `SURPLUS_BUFFER`. */
  readonly lossesByLayer: Readonly<Record<string, bigint>>;
  /** Bad debt that nobody has paid in the end, by market name. */
  readonly openDeficits: Readonly<Record<string, bigint>>;
  /** Final balances by backstop name and asset symbol, such as `Surplus buffer/RUSD`. */
  readonly balances: Readonly<Record<string, bigint>>;
  /** Exercises of options: how many, and what they paid. */
  readonly exercises: { readonly count: number; readonly paid: bigint };
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
  readonly title: string;
  /** What happens, in one sentence. */
  readonly about: string;
  /** Where prices and rules come from. */
  readonly sources: readonly string[];
  /** Time of the first block of the play, such as `2020-03-12T00:00:00Z`. */
  readonly start: string;
  /** Blocks after the contracts are deployed. */
  readonly blocks: number;
  /** Seconds between blocks. */
  readonly spacing: number;
  /** Queues the deployment of the contracts and makes the plain model. */
  readonly prepare: (stage: ScenarioStage) => ScenarioPlay;
}
