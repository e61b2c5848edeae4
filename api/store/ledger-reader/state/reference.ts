import { ALIVE } from "./alive.ts";

/** Protocols with the logs skipped so far. */
export const PROTOCOL = `
  SELECT s.* REPLACE (coalesce(f.skipped, 0)::BIGNUM AS skipped_count)
  FROM protocol s
  LEFT JOIN (
    SELECT protocol, count(*) AS skipped FROM skipped_event
    WHERE network = $network AND ordinal < $horizon GROUP BY protocol
  ) f ON f.protocol = s.id
  WHERE ${ALIVE}`;

/** Markets with their liquidations so far and their status. */
export const MARKET = `
  SELECT s.* REPLACE (coalesce(f.liquidations, 0)::BIGNUM AS liquidation_count, past.status AS status)
  FROM market s
  LEFT JOIN (
    SELECT subject, arg_max(status, (ordinal, id)) AS status FROM status_change
    WHERE network = $network AND ordinal < $horizon GROUP BY subject
  ) past ON past.subject = s.id
  LEFT JOIN ($fold(liquidation)) f ON f.market = s.id
  WHERE ${ALIVE}`;

/** Feeds with their last valid price. */
export const PRICE_FEED = `
  SELECT s.* REPLACE (f.price AS price, f.updated_at AS updated_at)
  FROM price_feed s
  LEFT JOIN ($fold(feed)) f ON f.feed = s.id
  WHERE ${ALIVE}`;
