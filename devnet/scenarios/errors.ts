/** The actors of a scenario do more in one block than fits, so that the rest would come late. */
export class OverfullBlockError extends Error {
  override readonly name = "OverfullBlockError";

  constructor(scenario: string, time: number) {
    super(
      `Scenario "${scenario}" has more transactions at ${new Date(time * 1000).toISOString()} than fit into a block. ` +
        "Spread them over several blocks.",
    );
  }
}

/** There is no scenario of that name. */
export class UnknownScenarioError extends Error {
  override readonly name = "UnknownScenarioError";

  constructor(name: string, known: readonly string[]) {
    super(`There is no scenario "${name}". Choose one of ${known.join(", ")}.`);
  }
}
