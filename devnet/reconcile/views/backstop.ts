import type { NetworkConfig, SourceConfig } from "../../../subgraph/manifest/network.ts";
import type { ChainReader, ViewCall } from "../chain-reader.ts";
import { NoViewError } from "../errors.ts";
import { type Comparison, type Surroundings, type View, type ViewTable, view } from "../view-table.ts";

const CAPITAL = "IBackstopViews.capitalOf(bytes32,address)";
const DEFICIT = "deficitOf(bytes32,address)";
const POSITION = "IBackstopViews.positionOf(bytes32,address,bytes32)";

const ID_DIGITS = 64;
const ADDRESS_DIGITS = 40;
const NONE = `0x${"0".repeat(ID_DIGITS)}`;

/** Places of the words in the answers of the standard's views. */
const CAPITAL_WORDS = {
  balance: 0,
  pendingOutflow: 1,
  encumbered: 2,
  disabled: 3,
  shares: 4,
  pendingShares: 5,
} as const;
const POSITION_WORDS = { collateral: 0, debt: 1, size: 2 } as const;

/** The ledger's id of a thing ends with the emitter's. */
function emittedId(id: string): string {
  return `0x${id.slice(-ID_DIGITS)}`;
}

/** A position's id is market ++ account, and the emitter's id where an account has several. */
function positionKey(row: { readonly id: string; readonly market: { readonly id: string } }): string {
  const key = row.id.slice(row.market.id.length + ADDRESS_DIGITS);
  return key === "" ? NONE : `0x${key}`;
}

function emitters(network: NetworkConfig, slug: string): SourceConfig[] {
  return network.sources.filter(
    ({ protocol, context }) => protocol === "backstop" && context["slug"] === slug,
  );
}

/** Before its contract is there a view is not asked. */
function onceDeployed({ sources }: NetworkConfig, address: string, { call, read }: View): View {
  const source = sources.find((one) => one.address.toLowerCase() === address.toLowerCase());
  const startBlock = BigInt(source?.startBlock ?? 0);
  return {
    call,
    read: async (chain) => {
      if (chain.block.number >= startBlock) return read(chain);
      throw new NoViewError(`${address} is deployed in block ${startBlock}`);
    },
  };
}

/** Any contract of the protocol may keep a market's deficit; the others, and those not yet deployed, have none. */
function deficitView(sources: readonly SourceConfig[], args: readonly string[], word: number): View {
  return {
    call: `IBackstopViews.deficitOf(${args.join(", ")}) of ${sources.map(({ address }) => address).join(" + ")}`,
    read: async (chain: ChainReader) => {
      const deployed = sources.filter(({ startBlock }) => BigInt(startBlock) <= chain.block.number);
      const calls: ViewCall[] = deployed.map(({ address }) => ({ to: address, signature: DEFICIT, args }));
      const parts = await chain.uints(calls, word);
      return parts.reduce((sum, part) => sum + part, 0n);
    },
  };
}

/**
 * Views of the contracts that emit the Backstop event standard and offer its views, `IBackstopViews`.
 *
 * @param slug - Of the protocol whose contracts they are.
 */
export function backstopViews(slug: string): ViewTable {
  return {
    protocol: slug,
    balance: ({ backstop, asset, ...row }, { network }: Surroundings): Comparison[] => {
      const args = [emittedId(backstop.id), asset.id];
      const at = (word: number) =>
        onceDeployed(network, backstop.contract, view(CAPITAL, { of: backstop.contract, args, word }));
      return [
        { quantity: "BALANCE", ledger: row.balance, view: at(CAPITAL_WORDS.balance) },
        { quantity: "PENDING_OUTFLOW", ledger: row.pendingOutflow, view: at(CAPITAL_WORDS.pendingOutflow) },
        { quantity: "ENCUMBERED", ledger: row.encumbered, view: at(CAPITAL_WORDS.encumbered) },
        { quantity: "DISABLED", ledger: row.disabled, view: at(CAPITAL_WORDS.disabled) },
        { quantity: "SHARES", ledger: row.shares ?? 0n, view: at(CAPITAL_WORDS.shares) },
        {
          quantity: "PENDING_SHARES",
          ledger: row.pendingShares ?? 0n,
          view: at(CAPITAL_WORDS.pendingShares),
        },
      ];
    },
    deficit: ({ market, asset, open, pending }, { network }: Surroundings): Comparison[] => {
      const args = [emittedId(market.id), asset.id];
      const at = (word: number) => deficitView(emitters(network, slug), args, word);
      return [
        { quantity: "DEFICIT_OPEN", ledger: open, view: at(0) },
        { quantity: "DEFICIT_PENDING", ledger: pending, view: at(1) },
      ];
    },
    position: ({ market, account, ...row }, { network }: Surroundings): Comparison[] => {
      const args = [emittedId(market.id), account, positionKey({ ...row, market })];
      const at = (word: number, isSigned = false) =>
        onceDeployed(network, market.contract, view(POSITION, { of: market.contract, args, word, isSigned }));
      return [
        { quantity: "POSITION_COLLATERAL", ledger: row.collateral, view: at(POSITION_WORDS.collateral) },
        { quantity: "POSITION_DEBT", ledger: row.debt, view: at(POSITION_WORDS.debt) },
        { quantity: "POSITION_SIZE", ledger: row.size ?? 0n, view: at(POSITION_WORDS.size, true) },
      ];
    },
  };
}
