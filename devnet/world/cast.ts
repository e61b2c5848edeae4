import { parseUnits } from "viem";
import { PRICE_PATH, unixTime } from "./price-path.ts";

/** Time before the first block, seconds: three weeks before the crash, because coverage pools pay out after 21 days. */
export const WORLD_START = unixTime("2020-02-20T12:00:00Z");

/** The two days of the crash, seconds. */
export const CRASH_START = unixTime("2020-03-12T00:00:00Z");
export const CRASH_END = unixTime("2020-03-14T00:00:00Z");

/** Seconds between blocks during the crash. */
export const BLOCK_SPACING = 600;

/** Price at which positions are opened, the first of the path. */
export const OPENING_WAYPOINT = PRICE_PATH[0];

const cover = (amount: string) => parseUnits(amount, 18);
const usdc = (amount: string) => parseUnits(amount, 6);
const ether = (amount: string) => parseUnits(amount, 18);

/** Deposits into the coverage pool on the first day, 18 decimals. */
export const UNDERWRITERS = [
  { role: "underwriter-1", deposit: cover("1200000") },
  { role: "underwriter-2", deposit: cover("800000") },
  { role: "underwriter-3", deposit: cover("500000") },
  { role: "underwriter-4", deposit: cover("300000") },
  { role: "underwriter-5", deposit: cover("200000") },
] as const;

/** What lenders supply to Aave: USDC with 6 decimals. */
export const USDC_SUPPLY = usdc("3000000");

/** Borrowers of USDC against WETH. The loan is given in basis points of the collateral's opening value. */
export const BORROWERS = [
  { role: "borrower-1", collateral: ether("120"), loanBps: 7_900 },
  { role: "borrower-2", collateral: ether("300"), loanBps: 7_600 },
  { role: "borrower-3", collateral: ether("85.5"), loanBps: 7_300 },
  { role: "borrower-4", collateral: ether("410"), loanBps: 7_100 },
  { role: "borrower-5", collateral: ether("250"), loanBps: 6_900 },
  { role: "borrower-6", collateral: ether("64.25"), loanBps: 6_500 },
  { role: "borrower-7", collateral: ether("500"), loanBps: 6_000 },
  { role: "borrower-8", collateral: ether("150"), loanBps: 5_600 },
  { role: "borrower-9", collateral: ether("220"), loanBps: 5_000 },
  { role: "borrower-10", collateral: ether("90"), loanBps: 4_700 },
  { role: "borrower-11", collateral: ether("1000"), loanBps: 4_300 },
  { role: "borrower-12", collateral: ether("700"), loanBps: 3_000 },
] as const;

/** Borrower of WETH against USDC who bets on a further fall and is liquidated when the price recovers. */
export const WETH_BORROWER = {
  role: "borrower-13",
  collateral: usdc("60000"),
  loan: ether("475"),
} as const;

/** Capital of the insurance fund of Perp before the crash and what sponsors add, 6 decimals. */
export const FUND_CAPITAL = usdc("5000");
export const FUND_TOP_UP = usdc("15000");

/** Depth of Perp's market maker on the side of the quote token, 18 decimals. */
export const AMM_QUOTE_RESERVE = parseUnits("5000000", 18);

/** An order on Perp. */
export interface CastOrder {
  readonly role: string;
  readonly side: "long" | "short";
  /** Quote token, 18 decimals as the contract counts. */
  readonly margin: bigint;
  /** 18 decimals. */
  readonly leverage: bigint;
}

function order(role: string, side: CastOrder["side"], margin: string, leverage: string): CastOrder {
  return { role, side, margin: parseUnits(margin, 18), leverage: parseUnits(leverage, 18) };
}

/** Positions open when the crash begins. */
export const OPENING_ORDERS: readonly CastOrder[] = [
  order("trader-1", "long", "2000", "10"),
  order("trader-2", "long", "3000", "8"),
  order("trader-3", "long", "6000", "5"),
  order("trader-4", "long", "8000", "4"),
  order("trader-5", "long", "10000", "3"),
  order("trader-6", "long", "15000", "2"),
  order("trader-7", "long", "4500", "5"),
  order("trader-8", "short", "5000", "2"),
];

/** Positions opened during the crash: buyers of the dip, then sellers at the bottom. */
export const CRASH_ORDERS: readonly (CastOrder & { readonly at: string })[] = [
  { at: "2020-03-12T14:40:00Z", ...order("trader-9", "long", "4000", "8") },
  { at: "2020-03-12T18:40:00Z", ...order("trader-10", "long", "5000", "6") },
  { at: "2020-03-12T22:40:00Z", ...order("trader-11", "long", "8000", "5") },
  { at: "2020-03-13T03:40:00Z", ...order("trader-12", "short", "5000", "8") },
  { at: "2020-03-13T03:40:00Z", ...order("trader-13", "short", "6000", "4") },
];
