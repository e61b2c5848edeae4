import { figure, type NamedEpisode, utc } from "./named-episode.ts";

/** Named episodes of 2020 to 2022. */
export const NAMED_TO_2022: readonly NamedEpisode[] = [
  {
    id: "BLACK_THURSDAY",
    title: "ETH falls by half; Maker auctions end without bids, a deficit, debt auctions",
    from: utc("2020-03-12T08:00Z"),
    to: utc("2020-03-13T03:00Z"),
    isTimed: false,
    protocols: ["maker"],
    figures: [
      figure("zero-bid auctions, value", [8.2e6, 8.42e6], "USD", {
        definition:
          "collateral of ETH-A auctions won for less than 1 DAI per ETH, at the price of the kick or of the last bid",
        source: "medium.com/@whiterabbit_hq, 14 March 2020: 8.32 M",
      }),
      figure("zero-bid auctions, share", [0.35, 0.36], "auctions / auctions", {
        definition: "ETH-A auctions of 12 and 13 March won for less than 1 DAI per ETH",
        source: "medium.com/@whiterabbit_hq, 14 March 2020: 36 %",
      }),
      figure("zero-bid auctions, collateral", [62_600, 62_900], "ETH", {
        definition: "collateral of those auctions",
        source: "Cointelegraph: 62,890 ETH",
      }),
      figure("loss of the auctions", [5.67e6, 6.65e6], "DAI", {
        definition:
          "debt without penalty less bids: net of surpluses at the low end, shortfalls alone at the high end",
        source: "medium.com/@whiterabbit_hq: 5.67 M; Cointelegraph: 6.65 M",
      }),
      figure("new MKR", [20_000, 21_000], "MKR", {
        definition: "minted in debt auctions from 19 March on",
        source: "Smith + Crown: 20,980",
      }),
    ],
  },
  {
    id: "DAI_SPIKE",
    title: "DAI trades 30 % above its peg on one venue, which Compound's price follows",
    from: utc("2020-11-26T00:00Z"),
    to: utc("2020-11-27T00:00Z"),
    isTimed: false,
    protocols: ["compound", "compound-v2"],
    figures: [
      figure("liquidated", [88e6, 103e6], "USD", {
        definition: "debt liquidated on Compound on 26 November; the high end is a count of collateral",
        source: "LoanScan and press: 88.4 to 103 M",
      }),
    ],
  },
  {
    id: "MAY19",
    title: "ETH falls from 4,332 to 1,925 dollars in days; second wave on 23 May",
    from: utc("2021-05-19T00:00Z"),
    to: utc("2021-05-24T00:00Z"),
    isTimed: false,
    protocols: [],
    figures: [
      figure("liquidated, 24 hours", [377e6, 662e6], "USD", {
        definition: "Aave, Compound and Maker at the low end, all lending counted by DeBank at the high end",
        source: "DeBank and press",
      }),
      figure("Liquity: debt offset", [93.4e6, 93.6e6], "LUSD", {
        definition: "debt that Liquity's Stability Pool offset on 19 May",
        source: "liquity.org blog: ~93.5 M",
      }),
      figure("Venus: bad debt", [95e6, 105e6], "USD", {
        definition: "Venus, 18 and 19 May",
        source: "press: about 100 M",
      }),
    ],
  },
  {
    id: "TERRA",
    title: "Run on UST; oracle halt leaves bad debt on Venus and Blizz",
    from: utc("2022-05-07T00:00Z"),
    to: utc("2022-05-14T00:00Z"),
    isTimed: false,
    protocols: [],
    figures: [
      figure("UST supply before", [18.5e9, 18.7e9], "UST", {
        definition: "supply before the run",
        source: "press: 18.6 B",
      }),
      {
        ...figure("value lost", [40e9, 60e9], "USD", {
          definition: "UST and LUNA together",
          source: "generally known: more than 40 B",
        }),
        evidence: "UNVERIFIED",
      },
      figure("UST price", [0.2, 0.3], "USD", {
        definition: "low of 11 May",
        source: "press: below 0.30",
      }),
    ],
  },
  {
    id: "STETH_3AC",
    title: "stETH at 0.93 ETH, Celsius halts withdrawals, Three Arrows Capital fails",
    from: utc("2022-06-10T00:00Z"),
    to: utc("2022-06-20T00:00Z"),
    isTimed: false,
    protocols: [],
    figures: [
      figure("stETH price", [0.92, 0.95], "ETH", {
        definition: "lowest of the window",
        source: "governance forum of Aave, June 2022: about 0.93",
      }),
    ],
  },
  {
    id: "FTX",
    title: "Run on the FTX exchange",
    from: utc("2022-11-06T00:00Z"),
    to: utc("2022-11-11T00:00Z"),
    isTimed: false,
    protocols: [],
    figures: [],
  },
  {
    id: "CRV_SHORT",
    title: "A borrowed CRV position too large for its market is liquidated at a loss",
    from: utc("2022-11-22T00:00Z"),
    to: utc("2022-11-23T00:00Z"),
    isTimed: false,
    protocols: ["aave", "aave-v2"],
    figures: [
      figure("collateral liquidated", [63e6, 64e6], "USDC", {
        definition: "385 liquidations within 50 minutes",
        source: "governance.aave.com/t/10779; Blockworks: 63.6 M",
      }),
      figure("bad debt", [2.64e6, 2.656e6], "CRV", {
        definition: "debt left without collateral",
        source: "governance.aave.com/t/10779: 2.64 M; AIP-144: 2.656 M",
      }),
    ],
  },
];
