import { parseEther, parseGwei, parseUnits } from "viem";
import { Chance } from "../chance.ts";
import { drawGas } from "../keepers/gas-path.ts";
import type { KeeperTerms } from "../keepers/keeper.ts";
import type { MarginTerms } from "../margin/margin-terms.ts";
import { MARKET } from "./prices.ts";

/** Seed of the longs, the shorts and the gas prices. */
const SEED = 20_210_519n;
const chance = new Chance(SEED);

const usdc = (amount: string) => parseUnits(amount, 6);

/** Ten times margin, a little less for each 1,000 ETH of open interest. */
export const TERMS: MarginTerms = {
  initialBps: 1_000n,
  maintenanceBps: 500n,
  slopeBps: 25n,
  slopeUnit: parseEther("1000"),
  penaltyBps: 100n,
};

/** Capital of the insurance fund, USDC, and who gives it. */
export const [FOUNDER, FUND] = ["founder", usdc("120000")] as const;

/** Twice to eight times their margin long, 20 to 300 ETH each. */
export const LONGS = Array.from({ length: 20 }, (_, index) => ({
  role: `long-${index + 1}`,
  size: parseEther(String(chance.between(20n, 300n))),
  /** Margin, basis points of the notional. */
  marginBps: chance.between(1_250n, 5_000n),
}));

/** Take the other side in turn. Three of four settle and take profit out when there is much. */
export const SHORTS = Array.from({ length: 8 }, (_, index) => ({
  role: `short-${index + 1}`,
  margin: usdc(String(chance.between(350n, 700n) * 1_000n)),
  isPrudent: index % 4 !== 0,
}));

/** Take over what is liquidated, each with margin of its own. */
export const KEEPERS: readonly (KeeperTerms & { readonly margin: bigint })[] = [
  {
    role: "keeper-1",
    margin: usdc("250000"),
    latency: 0,
    callsPerBlock: 1,
    gasPerBlock: 3_000_000n,
    mostGasPrice: parseGwei("800"),
  },
  {
    role: "keeper-2",
    margin: usdc("450000"),
    latency: 600,
    callsPerBlock: 2,
    gasPerBlock: 3_000_000n,
    mostGasPrice: parseGwei("1500"),
  },
  {
    role: "keeper-3",
    margin: usdc("900000"),
    latency: 1_800,
    callsPerBlock: 2,
    gasPerBlock: 3_000_000n,
    mostGasPrice: parseGwei("2000"),
  },
];

/** Pays half of what is open in the end. */
export const TREASURY = "treasury";

/** Base fee of a block, wei: made up, between 60 and 160 gwei, and ten times that in the hours of the crash. */
export const baseFee = drawGas(chance, {
  from: MARKET.from,
  hours: 31,
  range: [60n, 160n],
  rush: { from: 11, to: 15, times: 10n },
});
