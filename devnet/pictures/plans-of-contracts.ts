import type { PicturePlan } from "./picture-plan.ts";
import {
  attested,
  balanceOf,
  deficit,
  flowOf,
  hoursProposed,
  lockedOf,
  observations,
  openDeficit,
  parameter,
  priceOf,
  sizeOf,
  stopped,
} from "./sources.ts";

const PEG = "ReferencePegStabilityModule";
const PUTS = "ReferencePutOptionBackstop";
const VAULT = "ReferenceOptionsVault";
const SWAP = "ReferenceVarianceSwap";
const HEDGE = "ReferenceNativeTokenHedge";
const COVER = "ReferencePooledCover";
const SHARED = "ReferenceSharedPool";
const DEPOSITS = "ReferenceDepositInsurance";
const HOUSE = "ReferenceClearingHouse";

/** Pictures of the peg and of mechanisms 15 to 26: contracts that pay by a price or a rule, and what watches over all. */
export const PLANS_OF_CONTRACTS: readonly PicturePlan[] = [
  {
    name: "peg-stability",
    title: "A peg-stability module: the reserve fills and runs dry",
    panels: [
      { title: "reserve", unit: "USDC", lines: { balance: balanceOf(PEG, "USDC") } },
      {
        title: "swapped so far",
        unit: "USDC",
        lines: {
          "brought in": flowOf(PEG, "USDC", "IN", ["PEG_SWAP"]),
          "taken out": flowOf(PEG, "USDC", "OUT", ["PEG_SWAP"]),
        },
      },
    ],
  },
  {
    name: "put-options",
    title: "A put-option backstop and an options vault through a fall from 200 to 110",
    panels: [
      {
        title: "balance",
        unit: "USDC",
        lines: {
          "put backstop": balanceOf(PUTS, "USDC"),
          "locked of it": lockedOf(PUTS, "USDC"),
          "options vault": balanceOf(VAULT, "USDC"),
        },
      },
      {
        title: "exercised so far",
        unit: "USDC",
        lines: {
          "paid by the backstop": flowOf(PUTS, "USDC", "OUT", ["EXERCISE"]),
          "paid by the vault": flowOf(VAULT, "USDC", "OUT", ["EXERCISE"]),
          "paid to the backstop": flowOf(PUTS, "USDC", "IN", ["EXERCISE"]),
        },
      },
    ],
  },
  {
    name: "variance-swap",
    title: "A variance swap: a stormy week pays",
    panels: [
      {
        title: "balance",
        unit: "USDC",
        lines: { backstop: balanceOf(SWAP, "USDC"), "locked of it": lockedOf(SWAP, "USDC") },
      },
      {
        title: "settled so far",
        unit: "USDC",
        lines: {
          received: flowOf(SWAP, "USDC", "IN", ["EXERCISE"]),
          paid: flowOf(SWAP, "USDC", "OUT", ["EXERCISE"]),
        },
      },
    ],
  },
  {
    name: "native-token-hedge",
    title: "A hedge against the fall of the own token",
    panels: [
      { title: "position", unit: "NTV", lines: { size: sizeOf("ReferenceMarginEngine", HEDGE) } },
      { title: "capital", unit: "USDC", lines: { "not in the market": balanceOf(HEDGE, "USDC") } },
    ],
  },
  {
    name: "pooled-cover",
    title: "Pooled cover: a price that stays below the trigger pays",
    panels: [
      {
        title: "balance",
        unit: "USDC",
        lines: { pool: balanceOf(COVER, "USDC"), "covers sold": lockedOf(COVER, "USDC") },
      },
      {
        title: "paid out so far",
        unit: "USDC",
        lines: { "to the insured": flowOf(COVER, "USDC", "OUT", ["PAYOUT"]) },
      },
    ],
  },
  {
    name: "shared-pool",
    title: "One pool pledged to two protocols: who calls second gets the rest",
    panels: [
      {
        title: "balance and pledges",
        unit: "USDC",
        lines: { pool: balanceOf(SHARED, "USDC"), pledged: lockedOf(SHARED, "USDC") },
      },
      {
        title: "paid out so far",
        unit: "USDC",
        lines: { "to members": flowOf(SHARED, "USDC", "OUT", ["PAYOUT"]) },
      },
    ],
  },
  {
    name: "circuit-breaker",
    title: "A breaker stops a market whose price falls too far",
    panels: [
      { title: "price", unit: "USD", startsLate: true, lines: { NTV: priceOf("ReferencePerpOracle") } },
      {
        title: "market paused",
        unit: "1 = yes",
        lines: { paused: stopped("ReferenceMarginEngine") },
      },
    ],
  },
  {
    name: "oracle",
    title: "An oracle of two reporters",
    panels: [
      { title: "price", unit: "USD", startsLate: true, lines: { ETHX: priceOf("ReferenceOptionOracle") } },
      {
        title: "answers so far",
        unit: "count",
        lines: {
          good: observations("ReferenceOptionOracle", ["OK"]),
          "disputed, stale or none": observations("ReferenceOptionOracle", ["DISPUTED", "STALE", "INVALID"]),
        },
      },
    ],
  },
  {
    name: "governance",
    title: "A parameter behind a timelock",
    panels: [
      {
        title: "minRatioBps",
        unit: "basis points",
        startsLate: true,
        lines: { value: parameter("ReferenceParameterController", "minRatioBps") },
      },
      {
        title: "from proposal to effect",
        unit: "hours",
        lines: { waited: hoursProposed("ReferenceParameterController", "minRatioBps") },
      },
    ],
  },
  {
    name: "verifiable-solvency",
    title: "Assets counted on chain, liabilities as committed",
    panels: [
      { title: "assets", unit: "USDC", lines: { assets: attested("assets") } },
      { title: "liabilities", unit: "USDC", lines: { liabilities: attested("liabilities") } },
    ],
  },
  {
    name: "deposit-insurance",
    title: "Depositors of a closed bank wait until the fund is filled again",
    panels: [
      { title: "balance", unit: "USDC", lines: { fund: balanceOf(DEPOSITS, "USDC") } },
      {
        title: "owed",
        unit: "USDC",
        lines: { "still owed": openDeficit(DEPOSITS), "paid so far": deficit(DEPOSITS, "COVERED") },
      },
    ],
  },
  {
    name: "clearing-house",
    title: "Two defaults: the house's capital, the members' fund, then receivers",
    panels: [
      {
        title: "balance",
        unit: "USDC",
        lines: {
          "house capital": balanceOf(HOUSE, "USDC", { "backstop.name": "House capital" }),
          "default fund": balanceOf(HOUSE, "USDC", { "backstop.name": "Default fund" }),
        },
      },
      {
        title: "losses",
        unit: "USDC",
        lines: { "borne by receivers": openDeficit(HOUSE), "covered so far": deficit(HOUSE, "COVERED") },
      },
    ],
  },
  {
    name: "incentives",
    title: "What capital earned for standing ready",
    panels: [
      {
        title: "earned so far",
        unit: "USDC",
        lines: {
          stakers: flowOf("ReferenceStakedModule", "USDC", "IN", ["YIELD"]),
          "bond reserve": flowOf("ReferenceBondReserve", "USDC", "IN", ["YIELD"]),
          "shared pool": flowOf(SHARED, "USDC", "IN", ["PREMIUM"]),
        },
      },
      {
        title: "premiums so far",
        unit: "USDC",
        lines: {
          "pooled cover": flowOf(COVER, "USDC", "IN", ["PREMIUM"]),
          "options vault": flowOf(VAULT, "USDC", "IN", ["PREMIUM"]),
          "deposit insurance": flowOf(DEPOSITS, "USDC", "IN", ["PREMIUM"]),
        },
      },
    ],
  },
];
