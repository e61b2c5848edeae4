import type { GasWaypoint } from "../keepers/gas-path.ts";

/**
 * Gas prices of 12 and 13 March 2020 on Ethereum mainnet.
 *
 * Of 12 March: the price that 60 % of the transactions of the first ten minutes of each hour paid at most, in whole gwei,
 * from BerkeleyBlockchain/stablesims, feeds/gas/03-12-2020.json (commit 29556c766689). Of 13 March: the median that kicks,
 * bids and deals of Maker's ETH auctions paid in the hour, in hours with more than three, and the last with three; from
 * guifel/maker-liquidation-dashboard, maker-ETH-liquidation-until-16-04-2020-from-auction941.csv (commit 2dfffd307a48). Bidders
 * paid more than others, so that the second day is an upper estimate.
 */
export const GAS_PATH: readonly [GasWaypoint, ...GasWaypoint[]] = [
  { from: "2020-03-12T00:00:00Z", gwei: "7" },
  { from: "2020-03-12T01:00:00Z", gwei: "10" },
  { from: "2020-03-12T02:00:00Z", gwei: "11" },
  { from: "2020-03-12T04:00:00Z", gwei: "20" },
  { from: "2020-03-12T06:00:00Z", gwei: "16" },
  { from: "2020-03-12T07:00:00Z", gwei: "23" },
  { from: "2020-03-12T08:00:00Z", gwei: "40" },
  { from: "2020-03-12T09:00:00Z", gwei: "38" },
  { from: "2020-03-12T10:00:00Z", gwei: "40" },
  { from: "2020-03-12T11:00:00Z", gwei: "66" },
  { from: "2020-03-12T12:00:00Z", gwei: "102" },
  { from: "2020-03-12T13:00:00Z", gwei: "117" },
  { from: "2020-03-12T14:00:00Z", gwei: "138" },
  { from: "2020-03-12T15:00:00Z", gwei: "200" },
  { from: "2020-03-12T17:00:00Z", gwei: "173" },
  { from: "2020-03-12T18:00:00Z", gwei: "130" },
  { from: "2020-03-12T19:00:00Z", gwei: "68" },
  { from: "2020-03-12T20:00:00Z", gwei: "67" },
  { from: "2020-03-12T21:00:00Z", gwei: "86" },
  { from: "2020-03-12T22:00:00Z", gwei: "90" },
  { from: "2020-03-12T23:00:00Z", gwei: "60" },
  { from: "2020-03-13T00:00:00Z", gwei: "200" },
  { from: "2020-03-13T01:00:00Z", gwei: "249.12" },
  { from: "2020-03-13T02:00:00Z", gwei: "214.8" },
  { from: "2020-03-13T03:00:00Z", gwei: "250" },
  { from: "2020-03-13T04:00:00Z", gwei: "289.44" },
  { from: "2020-03-13T08:00:00Z", gwei: "66" },
  { from: "2020-03-13T16:00:00Z", gwei: "37.4" },
  { from: "2020-03-13T22:00:00Z", gwei: "8.8" },
];
