import type { Rational } from "../../domain/rational.ts";
import type { LevelSteps } from "./level-steps.ts";

/** What a position pledges and owes, in smallest units. */
export type PositionState = { readonly collateral: bigint; readonly debt: bigint };

/** A change of a position. */
export type PositionMove = {
  readonly ordinal: bigint;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly seconds: bigint;
  readonly isLiquidation: boolean;
  readonly after: PositionState;
};

/** One position through a window. */
export type PositionTrack = {
  /** At the start of the window. */
  readonly before: PositionState;
  /** In the order of the ledger. */
  readonly moves: readonly PositionMove[];
};

/** A time during which a position could be liquidated. */
export type UnsafeSpell = {
  /** Seconds since 1970-01-01 UTC. */
  readonly startedAt: bigint;
  readonly endedAt: bigint;
  /** False where it ended without: the price came back, the owner acted, or it lasts. */
  readonly isLiquidated: boolean;
};

/** Unsafe times of a position. */
export type SpellsFound = {
  readonly spells: readonly UnsafeSpell[];
  /** Liquidations of a position that the ledger's numbers call safe. */
  readonly unexplained: number;
  /** Spells that were there before the window, whose start is not known. */
  readonly truncated: number;
};

/** The window in which spells are sought, seconds since 1970-01-01 UTC, and the log before its first. */
export type SpellWindow = { readonly from: bigint; readonly to: bigint; readonly startOrdinal: bigint };

/**
 * Finds when a position could be liquidated, and how each time ended. A liquidation ends a spell; when the position is still unsafe
 * after it, another one begins.
 */
export function unsafeSpells(track: PositionTrack, steps: LevelSteps, window: SpellWindow): SpellsFound {
  const walk = new SpellWalk(steps, window);
  let [ordinal, seconds, state] = [window.startOrdinal, window.from, track.before];
  for (const move of track.moves) {
    walk.through(state, { ordinal, seconds, until: move.ordinal });
    if (move.isLiquidation) walk.liquidate(move.seconds);
    ({ ordinal, seconds } = move);
    state = move.after;
  }
  walk.through(state, { ordinal, seconds, until: null });
  return walk.result();
}

/** A stretch without a change of the position; `until` is the log that ends it, null for the end of the window. */
type Stretch = { readonly ordinal: bigint; readonly seconds: bigint; readonly until: bigint | null };

/** Before the window: the start of a spell that is already there. */
const UNKNOWN = -1n;

class SpellWalk {
  readonly #steps: LevelSteps;
  readonly #window: SpellWindow;
  readonly #spells: UnsafeSpell[] = [];
  #start: bigint | null = null;
  #unexplained = 0;
  #truncated = 0;

  constructor(steps: LevelSteps, window: SpellWindow) {
    this.#steps = steps;
    this.#window = window;
  }

  /** Opens and closes spells as the level moves. */
  through(state: PositionState, { ordinal, seconds, until }: Stretch): void {
    const isUnsafe = ({ numerator, denominator }: Rational) =>
      state.collateral * numerator < state.debt * denominator;
    let index = this.#steps.after(ordinal);
    const end = until === null ? this.#steps.length : this.#steps.after(until - 1n);
    const inForce = this.#steps.step(index - 1);
    const isAtStart = ordinal === this.#window.startOrdinal;
    this.#turn(inForce !== undefined && isUnsafe(inForce.level), isAtStart ? UNKNOWN : seconds);
    for (;;) {
      const next = this.#steps.next([index, end], isUnsafe, this.#start === null);
      const step = next === null ? undefined : this.#steps.step(next);
      if (next === null || step === undefined) return;
      this.#turn(this.#start === null, step.seconds);
      index = next + 1;
    }
  }

  /** Ends the spell that is open by a liquidation. */
  liquidate(at: bigint): void {
    if (this.#start === null) this.#unexplained += 1;
    else this.#close(at, true);
  }

  /** Returns what was found; a spell that is open lasts to the end of the window. */
  result(): SpellsFound {
    if (this.#start !== null) this.#close(this.#window.to, false);
    return { spells: this.#spells, unexplained: this.#unexplained, truncated: this.#truncated };
  }

  #turn(isUnsafe: boolean, at: bigint): void {
    if (isUnsafe) this.#start ??= at;
    else if (this.#start !== null) this.#close(at, false);
  }

  #close(endedAt: bigint, isLiquidated: boolean): void {
    if (this.#start === UNKNOWN) this.#truncated += 1;
    else if (this.#start !== null) this.#spells.push({ startedAt: this.#start, endedAt, isLiquidated });
    this.#start = null;
  }
}
