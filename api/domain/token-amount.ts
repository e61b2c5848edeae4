import type { MetricStatus } from "./metric-status.ts";

/** An amount of one asset in its smallest unit; `raw` is null exactly when the status says why. */
export type TokenAmount = {
  readonly raw: bigint | null;
  /** Id of the asset; null when the ledger does not tell which asset it is. */
  readonly asset: string | null;
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/** Makes an amount that is known. */
export function knownAmount(raw: bigint, asset: string): TokenAmount {
  return { raw, asset, status: "OK", reason: null };
}

/** Makes an amount that cannot be given. */
export function missingAmount(asset: string | null, status: MetricStatus, reason: string): TokenAmount {
  return { raw: null, asset, status, reason };
}

/** Makes an amount from a ledger field that may be null: null is NO_DATA with the reason. */
export function optionalAmount(raw: bigint | null, asset: string | null, reason: string): TokenAmount {
  if (raw === null) return missingAmount(asset, "NO_DATA", reason);
  return { raw, asset, status: "OK", reason: null };
}
