/** The chain behind the RPC URL cannot carry the local world. */
export class UnsuitableChainError extends Error {
  override readonly name = "UnsuitableChainError";

  constructor(expected: string, came: string) {
    super(
      `The local world expects ${expected}, got ${came}. Start a fresh anvil with requiredAnvilFlags and try again.`,
    );
  }
}

/** The chain holds a part of the local world: an earlier run was stopped before its end. */
export class UnfinishedWorldError extends Error {
  override readonly name = "UnfinishedWorldError";

  constructor(blocks: number) {
    super(
      `The chain already has ${blocks} blocks but no finished local world: an earlier start was interrupted. ` +
        "Delete the saved chain state (and the index built on it) and start again.",
    );
  }
}

/** A transaction of the world failed although it must not. */
export class WorldTransactionError extends Error {
  override readonly name = "WorldTransactionError";

  constructor(label: string, outcome: string) {
    super(`Expected the world's transaction "${label}" to succeed, got ${outcome}.`);
  }
}

/** An npm package that the world deploys from lacks an artifact. */
export class ArtifactError extends Error {
  override readonly name = "ArtifactError";

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`Cannot use the contract artifact "${path}": ${reason}. Run npm ci and try again.`, options);
  }
}
