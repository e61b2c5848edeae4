import { type LocalAccount, parseUnits } from "viem";
import { roleAccount } from "../accounts.ts";
import { FUND_TOP_UP, OPENING_ORDERS } from "../cast.ts";
import { unixTime } from "../price-path.ts";
import { repayAll } from "../protocols/aave.ts";
import { completeWithdrawal, depositCover, requestWithdrawal } from "../protocols/coverage-pool.ts";
import { closePosition, donateToFund } from "../protocols/perp.ts";
import { STAFF, type World } from "../world.ts";

type Act = (world: World) => void;

const restartWithdrawal =
  (underwriter: LocalAccount): Act =>
  ({ chain, coverage }) =>
    requestWithdrawal(chain, coverage, underwriter, 0n);

const receiveWithdrawal =
  (underwriter: LocalAccount): Act =>
  ({ chain, coverage }) =>
    completeWithdrawal(chain, coverage, underwriter);

const leavePerp =
  (trader: LocalAccount): Act =>
  ({ chain, perp }) =>
    closePosition(chain, perp, trader);

const repay =
  (borrower: LocalAccount): Act =>
  ({ chain, aave, usdc }) =>
    repayAll(chain, aave, borrower, { token: usdc, amount: parseUnits("100000", 6) });

function recapitaliseFund({ chain, perp }: World): void {
  donateToFund(chain, perp, STAFF.sponsor(), FUND_TOP_UP);
}

function newUnderwriter({ chain, coverage }: World): void {
  depositCover(chain, coverage, STAFF.sponsor(), parseUnits("600000", 18));
}

const shortSeller = OPENING_ORDERS.find(({ side }) => side === "short")?.role ?? "";

/** What follows the crash, each in a block of its own. */
const AGENDA: readonly { readonly at: string; readonly act: Act }[] = [
  { at: "2020-03-14T01:00:00Z", act: leavePerp(roleAccount(shortSeller)) },
  { at: "2020-03-14T03:00:00Z", act: leavePerp(STAFF.marketMaker()) },
  { at: "2020-03-14T08:00:00Z", act: recapitaliseFund },
  { at: "2020-03-14T09:30:00Z", act: receiveWithdrawal(roleAccount("underwriter-4")) },
  { at: "2020-03-14T12:00:00Z", act: newUnderwriter },
  { at: "2020-03-14T15:00:00Z", act: repay(roleAccount("borrower-12")) },
  { at: "2020-03-15T10:00:00Z", act: restartWithdrawal(roleAccount("underwriter-2")) },
  { at: "2020-04-02T18:00:00Z", act: receiveWithdrawal(roleAccount("underwriter-3")) },
  { at: "2020-04-05T12:00:00Z", act: receiveWithdrawal(roleAccount("underwriter-2")) },
];

/** Plays the weeks after the crash: withdrawals are paid, the fund and the pool are filled again. */
export async function playAftermath(world: World): Promise<void> {
  for (const { at, act } of AGENDA) {
    act(world);
    await world.chain.mineAt(unixTime(at));
  }
}
