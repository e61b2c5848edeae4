/** A value from a block on. */
export interface Step {
  readonly block: number;
  /** In units of 10^-decimals of the panel's unit. */
  readonly value: bigint;
}

/** One line of a panel: what a number was after each block that changed it. */
export interface Line {
  readonly label: string;
  /** By block, ascending; none where nothing happened. */
  readonly steps: readonly Step[];
  /** False where there is no value before the first step; else it is zero. */
  readonly isZeroBefore: boolean;
}

/** Lines over one axis. */
export interface Panel {
  /** What is counted, such as `balance`. */
  readonly title: string;
  /** Such as `USDC`. */
  readonly unit: string;
  /** Of the values. */
  readonly decimals: number;
  readonly lines: readonly Line[];
}

/** Panels over the same blocks. */
export interface Picture {
  /** Of the file, without ending. */
  readonly name: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}
