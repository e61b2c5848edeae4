import type { ConditionRule } from "./trigger.ts";

/** Follows one condition with hysteresis: on after some buckets in a row at its threshold, off below a share of it. */
export class ConditionState {
  readonly #rule: ConditionRule;
  readonly #offShare: number;
  #run = 0;
  #isOn = false;
  #wasKnown = false;

  constructor(rule: ConditionRule, offShare: number) {
    this.#rule = rule;
    this.#offShare = offShare;
  }

  /** Whether the condition is on after the last bucket. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Whether measure and threshold were known in any bucket. */
  get wasKnown(): boolean {
    return this.#wasKnown;
  }

  /** Buckets by which the condition held before it came on: the onset is so many earlier. */
  get lead(): number {
    return this.#rule.buckets - 1;
  }

  /**
   * Reads the next bucket. One in which measure or threshold is missing (NaN) is neither on nor part of a row.
   *
   * @returns Whether the condition is known.
   */
  push(measure: number, threshold: number): boolean {
    if (Number.isNaN(measure) || Number.isNaN(threshold)) {
      this.#run = 0;
      this.#isOn = false;
      return false;
    }
    this.#wasKnown = true;
    this.#run = this.#reaches(measure, threshold) ? this.#run + 1 : 0;
    const stays = this.#isOn && this.#reaches(measure, this.#offShare * threshold);
    this.#isOn = stays || this.#run >= this.#rule.buckets;
    return true;
  }

  #reaches(measure: number, threshold: number): boolean {
    return this.#rule.isInclusive ? measure >= threshold : measure > threshold;
  }
}
