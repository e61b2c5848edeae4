import { ALIVE } from "./alive.ts";

/** Backstops with their status: that of the last change, or what the next change replaces. */
export const BACKSTOP = `
  SELECT s.* REPLACE (coalesce(past.status, future.status, s.status) AS status)
  FROM backstop s
  LEFT JOIN (
    SELECT subject, arg_max(status, (ordinal, id)) AS status FROM status_change
    WHERE network = $network AND ordinal < $horizon GROUP BY subject
  ) past ON past.subject = s.id
  LEFT JOIN (
    SELECT subject, arg_min(previous, (ordinal, id)) AS status FROM status_change
    WHERE network = $network AND ordinal >= $horizon GROUP BY subject
  ) future ON future.subject = s.id
  WHERE ${ALIVE}`;

/** Balances as the flows leave them. */
export const BACKSTOP_BALANCE = `
  SELECT s.network, s.id, s.backstop, s.asset, b.protocol, s.created_ordinal, f.* EXCLUDE (backstop, asset)
  FROM backstop_balance s
  JOIN backstop b ON b.network = s.network AND b.id = s.backstop
  JOIN ($fold(balance)) f ON f.backstop = s.backstop AND f.asset = s.asset
  WHERE ${ALIVE}`;

/** Deficits as their changes leave them. */
export const DEFICIT = `
  SELECT s.network, s.id, s.protocol, s.market, s.asset, s.created_ordinal,
    f.* EXCLUDE (deficit, market, asset, protocol)
  FROM deficit s
  JOIN ($fold(deficit)) f ON f.deficit = s.id
  WHERE ${ALIVE}`;

/** Positions as their changes leave them. */
export const POSITION = `
  SELECT s.network, s.id, s.protocol, s.market, s.account, s.created_ordinal,
    f.* EXCLUDE ("position", market, account, protocol)
  FROM "position" s
  JOIN ($fold(position)) f ON f."position" = s.id
  WHERE ${ALIVE}`;
