import type { PicturePlan } from "./picture-plan.ts";
import {
  balanceOf,
  deficit,
  flowOf,
  haircuts,
  liquidated,
  lockedOf,
  lotOf,
  openDeficit,
  paidBy,
  positions,
} from "./sources.ts";

const VAULTS = "ReferenceCreditCollateralVault";
const MARGINS = "ReferenceMarginEngine";
const LENDING = "ReferenceLendingPool";
const BONDS = "ReferenceBondReserve";

/** Pictures of mechanisms 1 to 14 but the peg: what capital stands ready, and what losses take of it. */
export const PLANS_OF_CAPITAL: readonly PicturePlan[] = [
  {
    name: "over-collateralisation",
    title: "Vaults: collateral, debt and what collateral did not cover",
    panels: [
      { title: "collateral", unit: "WETH", lines: { "all vaults": positions(VAULTS, "collateralAfter") } },
      {
        title: "debt and loss",
        unit: "RUSD",
        lines: { debt: positions(VAULTS, "debtAfter"), "lost so far": deficit(VAULTS, "CREATED") },
      },
    ],
  },
  {
    name: "margin",
    title: "Margins of a perpetual market and what they did not cover",
    panels: [
      { title: "margin", unit: "USDC", lines: { "all accounts": positions(MARGINS, "collateralAfter") } },
      { title: "loss so far", unit: "USDC", lines: { "beyond the margin": liquidated(MARGINS, "loss") } },
    ],
  },
  {
    name: "liquidation-engine",
    title: "Liquidations: collateral taken, debt taken off, losses",
    panels: [
      {
        title: "collateral seized so far",
        unit: "WETH",
        lines: { seized: liquidated(VAULTS, "collateralSeized") },
      },
      {
        title: "so far",
        unit: "RUSD",
        lines: { "debt taken off": liquidated(VAULTS, "debtRepaid"), lost: deficit(VAULTS, "CREATED") },
      },
    ],
  },
  {
    name: "auctions",
    title: "A Dutch auction: what is for sale, what was paid",
    panels: [
      { title: "for sale", unit: "WETH", lines: { lot: lotOf("ReferenceCreditDutchAuction") } },
      { title: "paid so far", unit: "RUSD", lines: { "by buyers": paidBy("ReferenceCreditDutchAuction") } },
    ],
  },
  {
    name: "insurance-fund",
    title: "An insurance fund that two losses empty",
    panels: [
      { title: "balance", unit: "USDC", lines: { fund: balanceOf("ReferenceInsuranceFund", "USDC") } },
      {
        title: "paid for losses so far",
        unit: "USDC",
        lines: { paid: flowOf("ReferenceInsuranceFund", "USDC", "OUT", ["COVERAGE"]) },
      },
    ],
  },
  {
    name: "staked-first-loss",
    title: "A staked module: 30 % of the stake for each loss",
    panels: [
      { title: "balance", unit: "USDC", lines: { stake: balanceOf("ReferenceStakedModule", "USDC") } },
      {
        title: "slashed so far",
        unit: "USDC",
        lines: { slashed: flowOf("ReferenceStakedModule", "USDC", "OUT", ["SLASH"]) },
      },
    ],
  },
  {
    name: "surplus-buffer",
    title: "A surplus buffer: fees in, a loss out",
    panels: [
      {
        title: "balance",
        unit: "RUSD",
        lines: { buffer: balanceOf("ReferenceCreditSurplusBuffer", "RUSD") },
      },
      {
        title: "paid for losses so far",
        unit: "RUSD",
        lines: { paid: flowOf("ReferenceCreditSurplusBuffer", "RUSD", "OUT", ["COVERAGE"]) },
      },
    ],
  },
  {
    name: "stability-pool",
    title: "A stability pool: a liquidation burns stablecoin and brings collateral",
    panels: [
      { title: "balance", unit: "RUSD", lines: { pool: balanceOf("ReferenceCreditStabilityPool", "RUSD") } },
      {
        title: "burnt so far",
        unit: "RUSD",
        lines: { burnt: flowOf("ReferenceCreditStabilityPool", "RUSD", "OUT", ["LIQUIDATION_LOSS"]) },
      },
    ],
  },
  {
    name: "auto-deleveraging",
    title: "Deleveraging: what the fund does not pay is cut from profits",
    panels: [
      { title: "fund", unit: "USDC", lines: { balance: balanceOf("ReferencePerpFund", "USDC") } },
      {
        title: "so far",
        unit: "USDC",
        lines: { "lost beyond margins": liquidated(MARGINS, "loss"), "cut from profits": haircuts(MARGINS) },
      },
    ],
  },
  {
    name: "socialised-loss",
    title: "Lenders bear what a late liquidation does not bring",
    panels: [
      { title: "lent", unit: "USDC", lines: { loans: positions(LENDING, "debtAfter") } },
      {
        title: "socialised so far",
        unit: "USDC",
        lines: { "borne by lenders": deficit(LENDING, "SOCIALISED") },
      },
    ],
  },
  {
    name: "recapitalisation",
    title: "Bad debt paid by a debt auction and a sale of shares",
    panels: [
      { title: "open bad debt", unit: "RUSD", lines: { open: openDeficit(VAULTS) } },
      {
        title: "raised so far",
        unit: "RUSD",
        lines: {
          raised: flowOf("ReferenceCreditRecapitalisation", "RUSD", "IN", ["RECAPITALISATION"]),
        },
      },
    ],
  },
  {
    name: "reinsurance",
    title: "A reinsurer's capital: what lies beyond the retention",
    panels: [
      { title: "balance", unit: "USDC", lines: { layer: balanceOf("ReferenceReinsuranceLayer", "USDC") } },
      {
        title: "claimed so far",
        unit: "USDC",
        lines: { claimed: flowOf("ReferenceReinsuranceLayer", "USDC", "OUT", ["REINSURANCE", "COVERAGE"]) },
      },
    ],
  },
  {
    name: "bond-reserve",
    title: "A reserve from bonds, a part of it busy elsewhere",
    panels: [
      {
        title: "balance",
        unit: "USDC",
        lines: { reserve: balanceOf(BONDS, "USDC"), "busy elsewhere": lockedOf(BONDS, "USDC") },
      },
      {
        title: "paid for losses so far",
        unit: "USDC",
        lines: { paid: flowOf(BONDS, "USDC", "OUT", ["COVERAGE"]) },
      },
    ],
  },
];
