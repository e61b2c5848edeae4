import {
  type Address,
  createPublicClient,
  erc20Abi,
  type Hash,
  http,
  isAddressEqual,
  type Log,
  type PublicClient,
  parseEventLogs,
} from "viem";
import { loadArtifact } from "../../devnet/world/artifact.ts";
import type { LocalWorld } from "../../devnet/world/scenario.ts";

const ARTIFACTS: Readonly<Record<string, string>> = {
  AssetPool: "@keep-network/coverage-pools/build/contracts/AssetPool.sol/AssetPool.json",
  ClearingHouse: "@perp/contract/build/contracts/src/ClearingHouse.sol/ClearingHouse.json",
  InsuranceFund: "@perp/contract/build/contracts/src/InsuranceFund.sol/InsuranceFund.json",
  PriceFeed: "@perp/contract/build/contracts/src/L2PriceFeed.sol/L2PriceFeed.json",
  QuoteToken: "@aave/core-v3/artifacts/contracts/mocks/tokens/MintableERC20.sol/MintableERC20.json",
  Pool: "@aave/core-v3/artifacts/contracts/protocol/pool/Pool.sol/Pool.json",
  PoolConfigurator:
    "@aave/core-v3/artifacts/contracts/protocol/pool/PoolConfigurator.sol/PoolConfigurator.json",
  Oracle: "@aave/core-v3/artifacts/contracts/misc/AaveOracle.sol/AaveOracle.json",
};

/** An event decoded with the package's own ABI. */
export interface WorldEvent {
  readonly contract: string;
  readonly name: string;
  readonly block: number;
  readonly blockHash: Hash;
  readonly transaction: Hash;
  readonly logIndex: number;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a loan still owes although its collateral is gone; prices of the pool's oracle, 8 decimals. */
export interface ResidualDebt {
  readonly user: Address;
  readonly debtBase: bigint;
}

/** The world's figures, from the contracts' views and raw logs alone. */
export interface WorldTotals {
  /** Quote tokens of Perp's insurance fund by block number, from `balanceOf` at that block. */
  readonly fundBalances: readonly bigint[];
  /** The same from the token's Transfer logs. */
  readonly fundBalancesFromTransfers: readonly bigint[];
  /** Collateral of the coverage pool by block number, from `balanceOf` at that block. */
  readonly poolBalances: readonly bigint[];
  /** The same from the token's Transfer logs. */
  readonly poolBalancesFromTransfers: readonly bigint[];
  /** Every event of the indexed contracts in the order of the chain. */
  readonly events: readonly WorldEvent[];
  /** Number of events by `Contract.Event`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Sum of `badDebt` over PositionLiquidated (fees that the margin did not cover), 18 decimals. */
  readonly liquidationBadDebt: bigint;
  /** Sum of `badDebt` over PositionChanged (losses beyond the margin), 18 decimals. */
  readonly positionBadDebt: bigint;
  /** Sum over the fund's Withdrawn, funding payments included, 18 decimals. */
  readonly fundWithdrawn: bigint;
  /** Underwriter tokens waiting to be withdrawn at the end, from `pendingWithdrawal`. */
  readonly pendingShares: bigint;
  /** Borrowers of Aave with debt and without collateral at the end, from `getUserAccountData`. */
  readonly residualDebts: readonly ResidualDebt[];
}

function addressOf(world: LocalWorld, contract: string): Address {
  const source = world.network.sources.find((candidate) => candidate.contract === contract);
  if (source === undefined) throw new Error(`the local world has no source ${contract}`);
  return source.address as Address;
}

function collateralOf(world: LocalWorld): Address {
  const source = world.network.sources.find(({ contract }) => contract === "AssetPool");
  return source?.context["asset"] as Address;
}

async function balancesByBlock(
  client: PublicClient,
  token: Address,
  holder: Address,
  head: number,
): Promise<bigint[]> {
  const balances: bigint[] = [];
  for (let block = 0; block <= head; block += 1) {
    const blockNumber = BigInt(block);
    const code = await client.getCode({ address: token, blockNumber });
    const call = {
      address: token,
      abi: erc20Abi,
      functionName: "balanceOf",
      args: [holder],
      blockNumber,
    } as const;
    balances.push(code === undefined ? 0n : await client.readContract(call));
  }
  return balances;
}

function transfersByBlock(logs: readonly Log[], token: Address, holder: Address, head: number): bigint[] {
  const changes = new Array<bigint>(head + 1).fill(0n);
  const ofToken = logs.filter(({ address }) => isAddressEqual(address, token));
  for (const { args, blockNumber } of parseEventLogs({
    abi: erc20Abi,
    eventName: "Transfer",
    logs: ofToken,
  })) {
    const block = Number(blockNumber);
    if (isAddressEqual(args.to, holder)) changes[block] = (changes[block] ?? 0n) + args.value;
    if (isAddressEqual(args.from, holder)) changes[block] = (changes[block] ?? 0n) - args.value;
  }
  let balance = 0n;
  return changes.map((change) => {
    balance += change;
    return balance;
  });
}

/** Decodes the logs of the world's contracts with the packages' own ABIs, in the order of the chain. */
export function decodeEvents(world: LocalWorld, logs: readonly Log[]): WorldEvent[] {
  const decoded = Object.entries(ARTIFACTS).flatMap(([contract, artifact]) => {
    const address = addressOf(world, contract);
    const own = logs.filter((log) => isAddressEqual(log.address, address));
    return parseEventLogs({ abi: loadArtifact(artifact).abi, logs: own }).map((log) => ({ contract, log }));
  });
  decoded.sort(
    (a, b) =>
      Number(a.log.blockNumber) - Number(b.log.blockNumber) ||
      Number(a.log.logIndex) - Number(b.log.logIndex),
  );
  return decoded.map(({ contract, log }) => ({
    contract,
    name: log.eventName,
    block: Number(log.blockNumber),
    blockHash: log.blockHash as Hash,
    transaction: log.transactionHash as Hash,
    logIndex: Number(log.logIndex),
    args: log.args as unknown as WorldEvent["args"],
  }));
}

function sum(events: readonly WorldEvent[], name: string, field: string): bigint {
  return events
    .filter((event) => event.name === name)
    .reduce((total, { args }) => total + (args[field] as bigint), 0n);
}

function countByName(events: readonly WorldEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { contract, name } of events) {
    const key = `${contract}.${name}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function accounts(events: readonly WorldEvent[], name: string, field: string): Address[] {
  const all = events.filter((event) => event.name === name).map(({ args }) => args[field] as Address);
  return [...new Set(all)];
}

async function readPendingShares(
  client: PublicClient,
  pool: Address,
  underwriters: Address[],
): Promise<bigint> {
  const { abi } = loadArtifact(ARTIFACTS["AssetPool"] ?? "");
  const shares = await Promise.all(
    underwriters.map((underwriter) =>
      client.readContract({ address: pool, abi, functionName: "pendingWithdrawal", args: [underwriter] }),
    ),
  );
  return shares.reduce<bigint>((total, share) => total + (share as bigint), 0n);
}

async function readResidualDebts(
  client: PublicClient,
  pool: Address,
  users: Address[],
): Promise<ResidualDebt[]> {
  const { abi } = loadArtifact(ARTIFACTS["Pool"] ?? "");
  const residual: ResidualDebt[] = [];
  for (const user of users) {
    const data = await client.readContract({
      address: pool,
      abi,
      functionName: "getUserAccountData",
      args: [user],
    });
    const [collateralBase, debtBase] = data as readonly [bigint, bigint];
    if (collateralBase === 0n && debtBase > 0n) residual.push({ user, debtBase });
  }
  return residual;
}

/**
 * Computes the figures of a local world that has just been played. It knows nothing of the ledger: balances come
 * from the tokens' views at every block, events from eth_getLogs decoded with the packages' own ABIs. A chain that
 * was restarted has lost the state of past blocks, so compute before that.
 */
export async function computeWorldTotals(rpcUrl: string, world: LocalWorld): Promise<WorldTotals> {
  const client = createPublicClient({ transport: http(rpcUrl) });
  const head = Number(await client.getBlockNumber());
  const logs = await client.getLogs({ fromBlock: 0n, toBlock: BigInt(head) });
  const events = decodeEvents(world, logs);
  const fund = [addressOf(world, "QuoteToken"), addressOf(world, "InsuranceFund"), head] as const;
  const pool = [collateralOf(world), addressOf(world, "AssetPool"), head] as const;
  return {
    fundBalances: await balancesByBlock(client, ...fund),
    fundBalancesFromTransfers: transfersByBlock(logs, ...fund),
    poolBalances: await balancesByBlock(client, ...pool),
    poolBalancesFromTransfers: transfersByBlock(logs, ...pool),
    events,
    counts: countByName(events),
    liquidationBadDebt: sum(events, "PositionLiquidated", "badDebt"),
    positionBadDebt: sum(events, "PositionChanged", "badDebt"),
    fundWithdrawn: sum(events, "Withdrawn", "amount"),
    pendingShares: await readPendingShares(client, pool[1], accounts(events, "Deposited", "underwriter")),
    residualDebts: await readResidualDebts(
      client,
      addressOf(world, "Pool"),
      accounts(events, "Borrow", "onBehalfOf"),
    ),
  };
}
