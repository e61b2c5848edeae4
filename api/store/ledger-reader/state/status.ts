/** Spans of status, one from each change to the next of the same subject. */
export const STATUS_INTERVAL = `
  SELECT network, id, protocol, subject, status,
    "timestamp"::BIGNUM AS started_at,
    (lead("timestamp") OVER following)::BIGNUM AS ended_at,
    ordinal AS created_ordinal,
    coalesce(lead(ordinal) OVER following, ordinal) AS updated_ordinal
  FROM status_change WHERE network = $network AND ordinal < $horizon
  WINDOW following AS (PARTITION BY subject ORDER BY ordinal, id)`;
