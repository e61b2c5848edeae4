import { parseEther, parseGwei, parseUnits } from "viem";
import { unixTime } from "../../world/price-path.ts";
import { Chance } from "../chance.ts";
import { drawGas } from "../keepers/gas-path.ts";
import type { KeeperTerms } from "../keepers/keeper.ts";
import type { LendingPlan } from "../lending/lending-desk.ts";

/** Seed of lenders, borrowers, claims and gas prices. */
const SEED = 20_250_303n;
const chance = new Chance(SEED);

const usdc = (amount: string) => parseUnits(amount, 6);
const HOUR = 3_600;

export const START = "2025-03-03T00:00:00Z";
const hour = (count: number) => unixTime(START) + count * HOUR;

/** Reports lost deposits, and pays premiums for the insurance. */
export const BANK = "bank";

/** Dollars against a token that an issuer backs; as much as stable collateral gets. */
export const PLAN: LendingPlan = {
  collateral: { name: "Wrapped credit", symbol: "WCR" },
  terms: { loanToValueBps: 9_000n, thresholdBps: 9_300n, bonusBps: 500n },
  insuredLimit: usdc("60000"),
  bank: BANK,
};

/** Two thirds run, each after hours of its own; null never does. */
export const LENDERS = Array.from({ length: 30 }, (_, index) => ({
  role: `lender-${index + 1}`,
  amount: usdc(String(chance.between(50n, 400n) * 1_000n)),
  patience: index % 3 === 0 ? null : Number(chance.between(0n, 20n)),
}));

/** Borrow between 45 % and 89 % of what they pledge. */
export const BORROWERS = Array.from({ length: 24 }, (_, index) => ({
  role: `borrower-${index + 1}`,
  collateral: parseEther(String(chance.between(100n, 460n) * 1_000n)),
  shareBps: chance.between(4_500n, 8_900n),
}));

/** What the issuer owes beside what is pledged here, and where it holds its money, basis points of all that it owes. */
export const OTHER_LIABILITIES = usdc("4000000");
export const CUSTODY = [
  { role: "custody-1", shareBps: 3_500n, isDrained: false },
  { role: "custody-2", shareBps: 2_950n, isDrained: false },
  { role: "custody-3", shareBps: 2_000n, isDrained: true },
  { role: "custody-4", shareBps: 1_600n, isDrained: true },
] as const;
/** Gets what is drained. */
export const AFFILIATE = "affiliate";
/** Proves that the pool's tokens are among the liabilities. */
export const AUDITOR = "auditor";

/** When what happens, seconds. */
export const TIMES = {
  drain: hour(30),
  /** The first attestation that shows it. */
  alarm: hour(48),
  /** Reporters write the token down by half of what is missing, and by all of it. */
  firstWriteDown: hour(60),
  fullWriteDown: hour(72),
  /** Safe borrowers begin to repay, one every hour. */
  repayment: hour(80),
  /** The bank reports what lenders lost. */
  claims: hour(100),
  /** The second premium. */
  refill: hour(124),
} as const;

/** Hours between attestations. */
export const ATTESTATION = 24 * HOUR;

/** Money of the insurance: at the beginning, and later. */
export const PREMIUMS = { first: usdc("250000"), second: usdc("150000") } as const;

/** Lenders claim in this order. */
export const CLAIM_ORDER = chance.shuffled(LENDERS.map(({ role }) => role));

/** Close loans with what they have. */
export const KEEPERS: readonly (KeeperTerms & { readonly capital: bigint })[] = [
  {
    role: "keeper-1",
    capital: usdc("1000000"),
    latency: 0,
    callsPerBlock: 1,
    gasPerBlock: 500_000n,
    mostGasPrice: parseGwei("40"),
  },
  {
    role: "keeper-2",
    capital: usdc("3000000"),
    latency: 1_800,
    callsPerBlock: 2,
    gasPerBlock: 800_000n,
    mostGasPrice: parseGwei("200"),
  },
];

/** Price of ETH, for gas: made up. */
export const ETHER = usdc("2000");

/** Base fee of a block, wei: made up, between 2 and 50 gwei. */
export const baseFee = drawGas(chance, { from: START, hours: 145, range: [2n, 50n] });
