import { figure, type NamedEpisode, utc } from "./named-episode.ts";

/** Named episodes from 2023 on. */
export const NAMED_SINCE_2023: readonly NamedEpisode[] = [
  {
    id: "USDC_DEPEG",
    title: "USDC below its peg after the failure of a bank; DAI follows",
    from: utc("2023-03-10T00:00Z"),
    to: utc("2023-03-14T00:00Z"),
    isTimed: false,
    protocols: [],
    figures: [
      figure("USDC price", [0.86, 0.88], "USD", {
        definition: "low",
        source: "press; juunnq artifact: 0.877",
      }),
      figure("DAI price", [0.88, 0.89], "USD", {
        definition: "low",
        source: "press; juunnq artifact: 0.886",
      }),
      figure("swapped into Maker's peg module", [2.1e9, 2.3e9], "USDC", {
        definition: "net, during the window",
        source: "press: 2.2 B",
      }),
      figure("net redeemed", [4.4e9, 4.5e9], "USDC", {
        definition: "10 to 15 March",
        source: "press: 4.46 B",
      }),
    ],
  },
  {
    id: "YFI_DYDX",
    title: "A targeted YFI position empties part of dYdX's insurance fund",
    from: utc("2023-11-17T00:00Z"),
    to: utc("2023-11-19T00:00Z"),
    isTimed: false,
    protocols: ["dydx", "dydx-v3"],
    figures: [
      figure("drawn from the fund", [8.9e6, 9.1e6], "USD", {
        definition: "insurance fund of v3: about 40 % of it; 13.5 M were left",
        source: "dydx.forum",
      }),
      figure("liquidated", [37e6, 39e6], "USD", {
        definition: "positions in YFI",
        source: "dydx.forum: ~38 M",
      }),
    ],
  },
  {
    id: "AUG2024",
    title: "Unwinding of carry trades",
    from: utc("2024-08-05T00:00Z"),
    to: utc("2024-08-06T00:00Z"),
    isTimed: false,
    protocols: [],
    figures: [
      figure("liquidated", [253e6, 341e6], "USD", {
        definition: "Aave v3 alone (253 to 300 M) at the low end, all lending at the high end",
        source: "press",
      }),
      figure("stETH price", [0.98, 0.985], "ETH", { definition: "low", source: "press: 0.983" }),
    ],
  },
  {
    id: "JELLY",
    title: "A vault of Hyperliquid inherits a manipulated short position",
    from: utc("2025-03-26T00:00Z"),
    to: utc("2025-03-27T00:00Z"),
    isTimed: false,
    protocols: ["hyperliquid"],
    figures: [
      figure("position", [3.9e6, 4.1e6], "USDC", { definition: "size of the short", source: "press: 4 M" }),
    ],
  },
  {
    id: "OCT10",
    title: "Crash with auto-deleveraging on perpetual exchanges",
    from: utc("2025-10-10T20:57Z"),
    to: utc("2025-10-10T21:28Z"),
    isTimed: true,
    protocols: [],
    figures: [
      figure("Hyperliquid: deleveraged", [2.1e9, 2.11e9], "USD", {
        definition: "notional of 34,983 fills in 162 markets, the first 61.7 s after the first liquidation",
        source: "github.com/ConejoCapital/HyperMultiAssetedADL: 2,103,111,431",
      }),
      figure("Hyperliquid: liquidated", [5.51e9, 5.52e9], "USD", {
        definition: "notional of liquidations besides",
        source: "github.com/ConejoCapital/HyperMultiAssetedADL: 5,511,042,925",
      }),
      figure("Hyperliquid: negative equity", [23.1e6, 23.2e6], "USD", {
        definition: "what 302 accounts lacked",
        source: "github.com/ConejoCapital/HyperMultiAssetedADL: 23,191,104.48",
      }),
      figure("Aave: liquidated", [175e6, 185e6], "USD", {
        definition: "Aave, the day",
        source: "press: about 180 M",
      }),
      figure("Aave: bad debt", [0.3e6, 0.5e6], "USD", {
        definition: "deficits created, the day",
        source: "press: about 0.4 M",
      }),
      figure("USDe price", [0.65, 0.66], "USD", {
        definition: "low on one centralised exchange alone",
        source: "press: 0.6567",
      }),
    ],
  },
  {
    id: "STREAM_XUSD",
    title: "xUSD fails: opaque leverage behind a hard-coded price",
    from: utc("2025-11-03T00:00Z"),
    to: utc("2025-11-15T00:00Z"),
    isTimed: false,
    protocols: [],
    figures: [
      figure("lost", [92e6, 94e6], "USD", { definition: "by the issuer's manager", source: "press: 93 M" }),
      figure("exposure", [280e6, 290e6], "USD", {
        definition: "lending against it on all protocols",
        source: "press: about 285 M",
      }),
      figure("xUSD price", [0.1, 0.12], "USD", { definition: "low", source: "press: 0.11" }),
    ],
  },
  {
    id: "FEB2026",
    title: "Price crash; record liquidations on Aave without bad debt",
    from: utc("2026-01-31T00:00Z"),
    to: utc("2026-02-06T00:00Z"),
    isTimed: false,
    protocols: ["aave", "aave-v3"],
    figures: [
      figure("liquidated", [425e6, 433e6], "USD", {
        definition: "Aave, about 12,500 transactions",
        source: "press: 429 M",
      }),
      figure("bad debt", [0, 0], "USD", { definition: "Aave", source: "press" }),
    ],
  },
  {
    id: "CAPO_WSTETH",
    title: "A cap set 2.85 % too low in wstETH's oracle liquidates sound positions",
    from: utc("2026-03-10T00:00Z"),
    to: utc("2026-03-11T00:00Z"),
    isTimed: false,
    protocols: ["aave", "aave-v3"],
    figures: [
      figure("liquidated", [26e6, 27e6], "USD", {
        definition: "34 accounts",
        source: "governance forum of Aave and press",
      }),
      figure("collateral seized", [10_930, 10_945], "wstETH", {
        definition: "those liquidations",
        source: "governance forum of Aave: 10,938",
      }),
      figure("bad debt", [0, 0], "USD", { definition: "Aave", source: "governance forum of Aave" }),
    ],
  },
  {
    id: "RSETH",
    title: "Unbacked rsETH is supplied to Aave and borrowed against; run on its reserves",
    from: utc("2026-04-18T17:35Z"),
    to: utc("2026-04-24T00:00Z"),
    isTimed: true,
    protocols: ["aave", "aave-v3"],
    figures: [
      figure("bad debt", [123.7e6, 230.1e6], "USD", {
        definition: "range of estimates by the value left in the collateral",
        source: "governance forum of Aave",
      }),
      figure("borrowed", [82_600, 82_700], "WETH", {
        definition: "against the unbacked collateral, besides 821 wstETH",
        source: "governance forum of Aave: 82,650",
      }),
      figure("withdrawals, 48 hours", [8.4e9, 8.5e9], "USD", {
        definition: "Aave",
        source: "press: about 8.45 B",
      }),
    ],
  },
];
