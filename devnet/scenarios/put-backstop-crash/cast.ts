import { parseEther, parseUnits } from "viem";
import { unixTime } from "../../world/price-path.ts";
import { CREDIT_TERMS, type CreditTerms } from "../credit/credit-terms.ts";
import type { PutTerms } from "../options/put-desk.ts";

/** Thin vaults: an hour's fall can eat what is beyond the debt. */
export const TERMS: CreditTerms = { ...CREDIT_TERMS, baseRatioBps: 12_500n };

/** Vaults of 200 to 2,200 ETH: a role, WETH, and the value in basis points of the debt before the fee. */
export const OWNERS = Array.from({ length: 24 }, (_, index) => ({
  role: `owner-${index + 1}`,
  collateral: parseEther(String(200 + ((index * 29) % 80) * 25)),
  ratioBps: BigInt(13_200 + index * 600),
}));

/** Borrows what the others trade with, far from liquidation. */
export const LENDER = {
  role: "lender",
  collateral: parseEther("60000"),
  debt: parseEther("3500000"),
} as const;

/** Liquidates whatever may be liquidated. */
export const KEEPER = "keeper";
/** Write puts for the protocol. */
export const WRITERS = ["writer-1", "writer-2"] as const;
/** Buy puts from the protocol, one kind each. */
export const HOLDERS = ["holder-1", "holder-2", "holder-3"] as const;

/** RUSD that each is lent. */
export const CAPITAL = {
  keeper: parseEther("2000000"),
  writer: parseEther("400000"),
  holder: parseEther("20000"),
} as const;

/** Reserve of the backstop at the beginning, RUSD. */
export const RESERVE = parseEther("400000");

/** WETH of one put of each writer and holder. */
export const SIZES = {
  hedge: parseEther("2500"),
  /** Of it, exercised at a time. */
  part: parseEther("500"),
  sold: parseEther("300"),
} as const;

const dollars = (amount: string) => parseUnits(amount, 8);
const AMERICAN_CASH = { isEuropean: false, isPhysical: false } as const;

/** Puts that the protocol buys. */
export const HEDGE: PutTerms = {
  side: "LONG",
  ...AMERICAN_CASH,
  strike: dollars("150"),
  expiry: unixTime("2020-04-01T00:00:00Z"),
  premium: parseEther("4"),
};

/** Puts that the protocol sells, one for each holder: settled at its expiry, in kind, and one that ends worthless. */
export const SOLD: readonly PutTerms[] = [
  {
    side: "SHORT",
    isEuropean: true,
    isPhysical: false,
    strike: dollars("140"),
    expiry: unixTime("2020-03-13T12:00:00Z"),
    premium: parseEther("2.5"),
  },
  {
    side: "SHORT",
    isEuropean: false,
    isPhysical: true,
    strike: dollars("150"),
    expiry: unixTime("2020-04-01T00:00:00Z"),
    premium: parseEther("4"),
  },
  {
    side: "SHORT",
    ...AMERICAN_CASH,
    strike: dollars("90"),
    expiry: unixTime("2020-03-13T04:00:00Z"),
    premium: parseEther("0.333333333333333333"),
  },
];
