import { encodeFunctionData, type LocalAccount, maxUint256 } from "viem";
import { deployerAccount } from "../../../devnet/world/accounts.ts";
import { SIDE } from "../../../devnet/world/protocols/perp.ts";
import { STAFF } from "../../../devnet/world/world.ts";
import type { Call } from "../e2e/block-miner.ts";
import type { Contract, Contracts } from "./contracts.ts";
import { ROLES } from "./roles.ts";
import type { Act } from "./step.ts";

const VARIABLE_RATE = 2;
const ether = (amount: number) => BigInt(amount) * 10n ** 18n;
const dollars = (amount: number) => BigInt(amount) * 10n ** 6n;

/** Encodes a call. */
export function call(
  from: LocalAccount,
  { address, abi }: Contract,
  functionName: string,
  args: readonly unknown[],
): Call {
  return { from, to: address, data: encodeFunctionData({ abi, functionName, args }) };
}

interface Order {
  readonly isLong: boolean;
  readonly margin: number;
  readonly leverage: number;
}

function trade({ clearingHouse, amm }: Contracts, from: LocalAccount, order: Order): Call {
  const side = order.isLong ? SIDE.long : SIDE.short;
  const [margin, leverage] = [{ d: ether(order.margin) }, { d: ether(order.leverage) }];
  return call(from, clearingHouse, "openPosition", [amm, side, margin, leverage, { d: 0n }]);
}

type CallOf<K extends Act["kind"]> = (contracts: Contracts, act: Extract<Act, { kind: K }>) => Call;

const CALLS: { readonly [K in Act["kind"]]: CallOf<K> } = {
  "deposit cover": ({ assetPool }, { tokens }) =>
    call(ROLES.underwriter, assetPool, "deposit", [ether(tokens)]),
  "ask for cover back": ({ assetPool }, { tokens }) =>
    call(ROLES.underwriter, assetPool, "initiateWithdrawal", [ether(tokens)]),
  "take cover back": ({ assetPool }) =>
    call(ROLES.underwriter, assetPool, "completeWithdrawal", [ROLES.underwriter.address]),
  "claim cover": ({ governance }, { tokens }) =>
    call(STAFF.riskManager(), governance, "seizeAmount", [STAFF.claimant().address, ether(tokens)]),
  "pay funding": ({ clearingHouse, amm }) => call(ROLES.liquidator, clearingHouse, "payFunding", [amm]),
  trade: (contracts, act) => trade(contracts, ROLES.trader, act),
  "move the market": (contracts, act) => trade(contracts, ROLES.marketMaker, { ...act, leverage: 1 }),
  close: ({ clearingHouse, amm }) => call(ROLES.trader, clearingHouse, "closePosition", [amm, { d: 0n }]),
  "liquidate trader": ({ clearingHouse, amm }) =>
    call(ROLES.liquidator, clearingHouse, "liquidate", [amm, ROLES.trader.address]),
  "give to the fund": ({ usdc, insuranceFund }, act) =>
    call(deployerAccount(), usdc, "transfer", [insuranceFund, dollars(act.dollars)]),
  pledge: ({ pool, weth }, act) => {
    const from = ROLES.borrower;
    return call(from, pool, "supply", [weth.address, ether(act.ether), from.address, 0]);
  },
  borrow: ({ pool, loanUsdc }, act) => {
    const from = ROLES.borrower;
    const args = [loanUsdc.address, dollars(act.dollars), VARIABLE_RATE, 0, from.address];
    return call(from, pool, "borrow", args);
  },
  repay: ({ pool, loanUsdc }) => {
    const from = ROLES.borrower;
    return call(from, pool, "repay", [loanUsdc.address, maxUint256, VARIABLE_RATE, from.address]);
  },
  "liquidate loan": ({ pool, weth, loanUsdc }) => {
    const { address } = ROLES.borrower;
    const args = [weth.address, loanUsdc.address, address, maxUint256, false];
    return call(ROLES.liquidator, pool, "liquidationCall", args);
  },
  price: ({ oracle, weth, aggregators }, act) =>
    call(deployerAccount(), oracle, "setAssetSources", [[weth.address], [aggregators.get(act.dollars)]]),
};

/** Returns the call with which an act is tried. */
export function callOfAct(contracts: Contracts, act: Act): Call {
  return (CALLS[act.kind] as (contracts: Contracts, act: Act) => Call)(contracts, act);
}
