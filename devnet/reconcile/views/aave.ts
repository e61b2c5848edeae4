import type { BalanceRow, DeficitRow } from "../book.ts";
import {
  type Comparison,
  contractAt,
  noView,
  type Surroundings,
  type ViewTable,
  view,
} from "../view-table.ts";

function sharesOf({ shares, backstop }: BalanceRow): Comparison[] {
  if (shares === null) return [];
  return [
    { quantity: "SHARES", ledger: shares, view: view("ERC20.totalSupply()", { of: backstop.contract }) },
  ];
}

/** Stake tokens of Umbrella are vaults (ERC-4626) and state their stake; stkAAVE states its shares only. */
function balance(row: BalanceRow, around: Surroundings): Comparison[] {
  const { contract, balanceSource } = row.backstop;
  const quantity = "BALANCE";
  const ledger = row.balance;
  if (balanceSource === "PARTIAL")
    return [{ quantity, ledger, view: noView("what the payer of deficits holds is not indexed") }];
  if (contractAt(around, "aave", contract) === "StakedToken") {
    const reason =
      "the module keeps no total of stakes, and its token balance also counts tokens merely sent to it";
    return [{ quantity, ledger, view: noView(reason) }, ...sharesOf(row)];
  }
  return [{ quantity, ledger, view: view("ERC4626.totalAssets()", { of: contract }) }, ...sharesOf(row)];
}

function deficit(row: DeficitRow, { network }: Surroundings): Comparison[] {
  const args = [row.asset.id];
  const pool = view("Pool.getReserveDeficit(address)", { of: row.market.contract, args });
  const umbrella = network.sources.find(
    ({ protocol, contract }) => protocol === "aave" && contract === "Umbrella",
  );
  const pending =
    umbrella === undefined
      ? noView("the network's file names no Umbrella")
      : view("Umbrella.getPendingDeficit(address)", { of: umbrella.address, args });
  return [
    { quantity: "DEFICIT_OPEN", ledger: row.open, view: pool },
    { quantity: "DEFICIT_PENDING", ledger: row.pending, view: pending },
  ];
}

/** Reserve deficits of the pool, pending ones of Umbrella, stakes. */
export const AAVE_VIEWS: ViewTable = { protocol: "aave", balance, deficit };
