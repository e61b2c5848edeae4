import type { BlockPerCall } from "./block-per-call.ts";
import type { LyraSystem } from "./lyra.ts";

const ACTIVE = 1;
const LAST_POSITION = 11n;

/** A position that is neither closed nor settled; amounts in wei of their tokens. */
export interface LyraPosition {
  readonly account: string;
  readonly size: bigint;
  readonly collateral: bigint;
}

/** What both the contracts and the ledger say of a market of Lyra. */
export interface LyraState {
  readonly quote: bigint;
  readonly base: bigint;
  /** Quote that is set aside for payoffs and deposits that wait, or locked for puts. */
  readonly boundQuote: bigint;
  readonly boundBase: bigint;
  readonly shares: bigint;
  readonly pendingShares: bigint;
  /** What sellers' collateral did not cover, so far, in quote. */
  readonly lost: bigint;
  /** By number. */
  readonly positions: Readonly<Record<string, LyraPosition>>;
  /** Size held and sold by traders, by strike and type, of boards that have not expired. */
  readonly open: Readonly<Record<string, bigint>>;
  /** By the name of the parameter, of boards that have not expired. */
  readonly volatilities: Readonly<Record<string, bigint>>;
}

interface Strike {
  readonly skew: bigint;
  readonly longCall: bigint;
  readonly shortCallBase: bigint;
  readonly shortCallQuote: bigint;
  readonly longPut: bigint;
  readonly shortPut: bigint;
}

type Read = <T>(contract: string, functionName: string, args?: readonly unknown[]) => Promise<T>;

async function readPositions(read: Read): Promise<LyraState["positions"]> {
  const positions: [string, LyraPosition][] = [];
  for (let id = 1n; id <= LAST_POSITION; id++) {
    type Position = readonly [bigint, bigint, number, bigint, bigint, number];
    const [, , , size, collateral, state] = await read<Position>("OptionToken", "positions", [id]);
    if (state !== ACTIVE) continue;
    const account = (await read<string>("OptionToken", "ownerOf", [id])).toLowerCase();
    positions.push([String(id), { account, size, collateral }]);
  }
  return Object.fromEntries(positions);
}

async function readBoards(read: Read): Promise<Pick<LyraState, "open" | "volatilities">> {
  const open: Record<string, bigint> = {};
  const volatilities: Record<string, bigint> = {};
  for (const board of await read<readonly bigint[]>("OptionMarket", "getLiveBoards")) {
    const { iv, strikeIds } = await read<{ iv: bigint; strikeIds: readonly bigint[] }>(
      "OptionMarket",
      "getOptionBoard",
      [board],
    );
    volatilities[`baseIv(${board})`] = iv;
    for (const id of strikeIds) {
      const strike = await read<Strike>("OptionMarket", "getStrike", [id]);
      volatilities[`skew(${id})`] = strike.skew;
      open[`${id} CALL`] = strike.longCall + strike.shortCallBase + strike.shortCallQuote;
      open[`${id} PUT`] = strike.longPut + strike.shortPut;
    }
  }
  return { open, volatilities };
}

/** Asks the contracts of a market at the latest block. */
export async function readLyraView(chain: BlockPerCall, lyra: LyraSystem): Promise<LyraState> {
  const read: Read = (contract, functionName, args) => chain.read(lyra.get(contract), functionName, args);
  const pool = (functionName: string) => read<bigint>("LiquidityPool", functionName);
  const [lockedQuote, boundBase] = await read<readonly [bigint, bigint]>("LiquidityPool", "lockedCollateral");
  const { address } = lyra.get("LiquidityPool");
  return {
    quote: await read<bigint>("sUSD", "balanceOf", [address]),
    base: await read<bigint>("sETH", "balanceOf", [address]),
    boundQuote:
      lockedQuote + (await pool("totalOutstandingSettlements")) + (await pool("totalQueuedDeposits")),
    boundBase,
    shares: await pool("getTotalTokenSupply"),
    pendingShares: await pool("totalQueuedWithdrawals"),
    lost: (await pool("insolventSettlementAmount")) + (await pool("liquidationInsolventAmount")),
    positions: await readPositions(read),
    ...(await readBoards(read)),
  };
}
