import type { BalanceRow, DeficitRow, PositionRow } from "../book.ts";
import {
  type Comparison,
  noView,
  type Surroundings,
  tokenBalance,
  type View,
  type ViewTable,
  view,
} from "../view-table.ts";

const UNIT_DECIMALS = 18;
const ADDRESS_DIGITS = 40;

/** Where the vault is, the decimals of its token, and the fund. */
interface Vault {
  readonly address: string;
  readonly fund: string;
  readonly decimals: number;
}

function vaultOf({ network }: Surroundings): Vault | null {
  const source = network.sources.find((one) => one.protocol === "perp-v2" && one.contract === "Vault");
  if (source === undefined) return null;
  const { insuranceFund, tokenDecimals } = source.context;
  return { address: source.address, fund: String(insuranceFund), decimals: Number(tokenDecimals) };
}

/**
 * The fund's account in the accounting unit: settled margin and what is owed and not settled. It may be below zero.
 *
 * @param unit - Address of `AccountBalance`, which keeps the unit.
 * @param part - What the ledger keeps of it in one row.
 */
function accountView(
  vault: Vault | null,
  unit: string,
  part: (account: bigint) => bigint,
): Comparison["view"] {
  if (vault === null) return noView("the network's file names no Vault");
  const args = [vault.fund];
  const settled = view("Vault.getBalance(address)", { of: vault.address, args, isSigned: true });
  const owed = view("AccountBalance.getPnlAndPendingFee(address)", { of: unit, args, isSigned: true });
  const scale = 10n ** BigInt(UNIT_DECIMALS - vault.decimals);
  return {
    call: `${settled.call} · ${scale} + ${owed.call}`,
    read: async (chain) => part((await settled.read(chain)) * scale + (await owed.read(chain))),
  };
}

/** The wallet in the token; the account, where it is above zero, in the accounting unit. */
function balance({ asset, backstop, balance }: BalanceRow, around: Surroundings): Comparison[] {
  const vault = vaultOf(around);
  const isAccount = around.network.sources.some(
    ({ contract, address }) => contract === "AccountBalance" && address.toLowerCase() === asset.id,
  );
  const found = isAccount
    ? accountView(vault, asset.id, (account) => (account > 0n ? account : 0n))
    : tokenBalance(asset.id, backstop.contract);
  return [{ quantity: "BALANCE", ledger: balance, view: found }];
}

/** The vault's hole is what the account lacks. */
function deficit({ asset, open }: DeficitRow, around: Surroundings): Comparison[] {
  const hole = accountView(vaultOf(around), asset.id, (account) => (account < 0n ? -account : 0n));
  return [{ quantity: "DEFICIT_OPEN", ledger: open, view: hole }];
}

/** The unit's contract keeps the sizes of takers; the market's key is its base token. */
function position({ market, account, size }: PositionRow): Comparison[] {
  const unit = market.collateralAsset;
  if (unit === null) return [];
  const args = [account, `0x${market.id.slice(-ADDRESS_DIGITS)}`];
  const call = "AccountBalance.getTakerPositionSize(address,address)";
  const taken: View = view(call, { of: unit, args, isSigned: true });
  return [{ quantity: "POSITION_SIZE", ledger: size ?? 0n, view: taken }];
}

/** The fund's wallet and account, the vault's hole, sizes of takers. */
export const PERP_V2_VIEWS: ViewTable = { protocol: "perp-v2", balance, deficit, position };
