/** What a metric means, served beside its numbers. A changed formula is a new id or a new methodology version. */
export type MetricDefinition = {
  /** Stable lower-case id, such as `auction-recovery`. */
  readonly id: string;
  readonly title: string;
  /** The definition in one formula over fields of the ledger. */
  readonly formula: string;
  readonly unit: string;
  /** What is answered where the formula has no value. */
  readonly edgeCases: readonly string[];
  /** Where the definition comes from. */
  readonly sources: readonly string[];
  /** Version of the methodology that first had this definition (SemVer). */
  readonly since: string;
};
