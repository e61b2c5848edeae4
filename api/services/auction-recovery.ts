import { addCompleteness } from "../domain/completeness.ts";
import { parseDecimal } from "../domain/decimal-string.ts";
import { scaled } from "../domain/rational.ts";
import {
  AUCTION_RECOVERY,
  type AuctionRecovery,
  AuctionRecoveryTally,
} from "../solvency/auction-recovery.ts";
import { loadDecimals } from "./decimals-of.ts";
import { filterConditions } from "./filter-conditions.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { fieldsOf } from "./list-fields.ts";
import type { Provenance } from "./provenance.ts";
import type { ViewRequest } from "./resolve-view.ts";

/** Which auctions to look at. */
export type AuctionRecoveryFilter = {
  readonly protocol?: string | null | undefined;
  readonly market?: string | null | undefined;
  readonly kind?: readonly string[] | null | undefined;
  /** Kick time in seconds: from included, to excluded. */
  readonly kickedFrom?: bigint | null | undefined;
  readonly kickedTo?: bigint | null | undefined;
  /** Kick block, both ends included. */
  readonly kickedFromBlock?: bigint | null | undefined;
  readonly kickedToBlock?: bigint | null | undefined;
  /** Leave out auctions that are not settled at the view's block; so it is unless false. */
  readonly settledOnly?: boolean | null | undefined;
  /** Whole units of the bid asset for one whole unit of the lot asset, a plain decimal. */
  readonly priceBelow?: string | null | undefined;
};

/** The metric with its provenance. */
export type AuctionRecoveryAnswer = {
  readonly groups: readonly Scoped<AuctionRecovery>[];
  readonly provenance: Provenance;
};

/**
 * Computes what auctions recovered in a window.
 *
 * @throws {InvalidRequestError} when `priceBelow` is not a plain decimal or a range is reversed.
 */
export async function loadAuctionRecovery(
  session: LedgerSession,
  request: ViewRequest & { readonly filter: AuctionRecoveryFilter },
): Promise<AuctionRecoveryAnswer> {
  const { filter } = request;
  const threshold = filter.priceBelow == null ? null : parseDecimal(filter.priceBelow);
  const view = await session.view(request);
  const tally = new AuctionRecoveryTally({
    priceBelow: threshold === null ? null : scaled(threshold.raw, threshold.decimals),
    decimalsOf: await loadDecimals(session.reader, view),
  });
  const selection = { view, conditions: conditionsOf(filter) };
  for await (const outcomes of session.reader.auctionOutcomes(selection)) {
    for (const outcome of outcomes) tally.add(outcome);
  }
  const groups = tally.groups();
  const completeness = addCompleteness(groups.map((group) => group.completeness));
  return {
    groups: groups.map((group) => ({ ...group, view })),
    provenance: await session.provenance(view, { metric: AUCTION_RECOVERY.id, params: filter, completeness }),
  };
}

function conditionsOf(filter: AuctionRecoveryFilter) {
  return filterConditions(
    {
      protocol: filter.protocol,
      market: filter.market,
      kind: filter.kind,
      from: filter.kickedFrom,
      to: filter.kickedTo,
      fromBlock: filter.kickedFromBlock,
      toBlock: filter.kickedToBlock,
      status: filter.settledOnly === false ? null : "SETTLED",
    },
    fieldsOf("auction"),
  );
}
