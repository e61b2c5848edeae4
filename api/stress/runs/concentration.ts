import { missingRatio, partialRatio, type Ratio, ratio } from "../../domain/ratio.ts";

/** How few hold how much of a pool. */
export type Concentration = {
  /** Accounts with shares; null where they are not known. */
  readonly depositors: number | null;
  /** Shares of the ten largest over all shares. */
  readonly top10: Ratio;
  /** Herfindahl-Hirschman index: Σ share², 1 / n for n equal holders. */
  readonly hhi: Ratio;
};

const TOP_UNIT = "shares / shares";
const HHI_UNIT = "Σ shares² / (Σ shares)²";
const TOP = 10;

/**
 * Measures how concentrated the claims on a pool are, exact.
 *
 * @param shares - Σ signed shares of each account by its own flows.
 * @param total - Shares of the pool; null where it has none.
 * @returns NO_DATA without shares; PARTIAL_COVERAGE where the accounts' shares are not all of the pool's, because transfers between
 *   holders leave no flow.
 */
export function concentration(shares: readonly bigint[], total: bigint | null): Concentration {
  const held = shares.filter((share) => share > 0n).sort((a, b) => (a > b ? -1 : 1));
  if (total === null || held.length === 0) {
    const reason = "The ledger knows no shares of the pool by account.";
    const missing = (unit: string) => missingRatio(unit, "NO_DATA", reason);
    return { depositors: null, top10: missing(TOP_UNIT), hhi: missing(HHI_UNIT) };
  }
  const sum = held.reduce((all, share) => all + share, 0n);
  const squares = held.reduce((all, share) => all + share * share, 0n);
  const top = held.slice(0, TOP).reduce((all, share) => all + share, 0n);
  const lacking = sum === total ? null : `Flows of accounts make ${sum} shares, the pool has ${total}.`;
  const marked = (found: Ratio) => (lacking === null ? found : partialRatio(found, lacking));
  return {
    depositors: held.length,
    top10: marked(ratio(top, sum, TOP_UNIT)),
    hhi: marked(ratio(squares, sum * sum, HHI_UNIT)),
  };
}
