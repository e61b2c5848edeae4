import type { BalanceRow, DeficitRow } from "../book.ts";
import {
  type Comparison,
  contractAt,
  describeCall,
  noView,
  type Surroundings,
  tokenBalance,
  type View,
  type ViewTable,
  view,
} from "../view-table.ts";

/** Coins of a peg module lie in another contract, which the module names by a view of its own. */
function heldFor(module: string, holderView: string, token: string): View {
  return {
    call: describeCall("ERC20.balanceOf()", token, [`${holderView}() of ${module}`]),
    read: async (chain) => {
      const holder = await chain.address({ to: module, signature: `${holderView}()`, args: [] });
      return chain.uint({ to: token, signature: "balanceOf(address)", args: [holder] });
    },
  };
}

/** A LitePSM keeps its coins in a pocket and its dai itself. */
function litePsmView({ asset, backstop: { contract, market } }: BalanceRow): View {
  const isCoin = asset.id === market?.collateralAsset;
  return isCoin ? heldFor(contract, "pocket", asset.id) : tokenBalance(asset.id, contract);
}

/** Internal dai: the id of its asset is the Vat. */
function internalDai({ asset, backstop }: BalanceRow): View {
  return view("Vat.dai(address)", { of: asset.id, args: [backstop.contract] });
}

const VIEWS: Readonly<Record<string, (row: BalanceRow) => View>> = {
  Vow: internalDai,
  Splitter: internalDai,
  Psm: ({ asset, backstop }) => heldFor(backstop.contract, "gemJoin", asset.id),
  LitePsm: litePsmView,
  Esm: ({ backstop }) => view("ESM.Sum()", { of: backstop.contract }),
};

function balance(row: BalanceRow, around: Surroundings): Comparison[] {
  const contract = contractAt(around, "maker", row.backstop.contract);
  const viewOf = contract === null ? undefined : VIEWS[contract];
  const found = viewOf?.(row) ?? noView(`no view is known for ${contract ?? row.backstop.contract}`);
  return [{ quantity: "BALANCE", ledger: row.balance, view: found }];
}

/** The Vat keeps losses and expenses of the Vow in one number: open deficit + what the buffer must hold back. */
function deficit(row: DeficitRow, { book }: Surroundings): Comparison[] {
  const buffer = book.balances.find(
    ({ asset, backstop }) => backstop.contract === row.market.contract && asset.id === row.asset.id,
  );
  const sin = view("Vat.sin(address)", { of: row.asset.id, args: [row.market.contract] });
  return [
    {
      quantity: "DEFICIT_OPEN",
      ledger: row.open + (buffer?.encumbered ?? 0n),
      view: { ...sin, call: `${sin.call}, against open + encumbered` },
      isPartial: buffer?.backstop.balanceSource !== "FLOWS",
    },
  ];
}

/** Surplus and debt of the Vow in the Vat, reserves of peg modules, tokens of the shutdown module. */
export const MAKER_VIEWS: ViewTable = { protocol: "maker", balance, deficit };
