import { ALIVE } from "./alive.ts";

/** Auctions as their events leave them. */
export const AUCTION = `
  SELECT s.* EXCLUDE (lot, bid, bidder, bid_count, status, ended_at, updated_ordinal, debt, liquidation),
    f.* EXCLUDE (auction),
    l.id AS liquidation,
    CASE WHEN s.liquidation IS NULL OR l.id IS NOT NULL THEN s.debt END AS debt
  FROM auction s
  JOIN (
    SELECT auction,
      arg_max(lot_after, (ordinal, id)) AS lot,
      arg_max(bid_after, (ordinal, id)) AS bid,
      arg_max(account, (ordinal, id)) FILTER (WHERE action IN ('BID_UP', 'LOT_DOWN', 'TAKE')) AS bidder,
      (count(*) FILTER (WHERE action IN ('BID_UP', 'LOT_DOWN', 'TAKE')))::INTEGER AS bid_count,
      arg_max(status_after, (ordinal, id)) AS status,
      (min(timestamp) FILTER (WHERE status_after <> 'OPEN'))::BIGNUM AS ended_at,
      max(ordinal) AS updated_ordinal,
      coalesce(sum(bought), 0::BIGNUM) AS lot_sold
    FROM auction_event WHERE network = $network AND ordinal < $horizon $of(auction) GROUP BY auction
  ) f ON f.auction = s.id
  LEFT JOIN liquidation l ON l.network = s.network AND l.id = s.liquidation AND l.ordinal < $horizon
  WHERE ${ALIVE}`;

/** Columns that change as facts come. */
export const AUCTION_CHANGING: readonly string[] = [
  "lot",
  "bid",
  "bidder",
  "bid_count",
  "status",
  "ended_at",
  "updated_ordinal",
  "debt",
  "liquidation",
  "lot_sold",
];
