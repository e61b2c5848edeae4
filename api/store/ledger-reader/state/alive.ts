/** Condition on a row `s` of state: it exists at the horizon. */
export const ALIVE = "s.network = $network AND s.created_ordinal < $horizon";
