import { type Address, encodeFunctionData, type Hex, type LocalAccount, maxUint256 } from "viem";
import { deployerAccount } from "../../../devnet/world/accounts.ts";
import { loadArtifact } from "../../../devnet/world/artifact.ts";
import { SIDE } from "../../../devnet/world/protocols/perp.ts";
import type { LocalWorld } from "../../../devnet/world/scenario.ts";
import { STAFF } from "../../../devnet/world/world.ts";
import { decodeEvents } from "../world-totals.ts";
import { BlockMiner, type Call } from "./block-miner.ts";
import type { SeededRandom } from "./seeded-random.ts";

const PERP = "@perp/contract/build/contracts/src";
const KEEP = "@keep-network/coverage-pools/build/contracts";
const TOKENS = "@aave/core-v3/artifacts/contracts/mocks/tokens";
const ABIS = {
  assetPool: loadArtifact(`${KEEP}/AssetPool.sol/AssetPool.json`).abi,
  governance: loadArtifact(`${KEEP}/CoveragePool.sol/CoveragePool.json`).abi,
  clearingHouse: loadArtifact(`${PERP}/ClearingHouse.sol/ClearingHouse.json`).abi,
  token: loadArtifact(`${TOKENS}/MintableERC20.sol/MintableERC20.json`).abi,
} as const;

const ETHER = 10n ** 18n;
const USDC = 10n ** 6n;

interface Contracts {
  readonly quoteToken: Address;
  readonly insuranceFund: Address;
  readonly clearingHouse: Address;
  readonly amm: Address;
  readonly assetPool: Address;
  readonly collateral: Address;
  readonly underwriterToken: Address;
  readonly governance: Address;
}

async function findContracts({ client }: BlockMiner, world: LocalWorld): Promise<Contracts> {
  const source = (name: string) => world.network.sources.find(({ contract }) => contract === name);
  const address = (name: string) => source(name)?.address as Address;
  const view = (functionName: string) =>
    client.readContract({
      address: address("AssetPool"),
      abi: ABIS.assetPool,
      functionName,
    }) as Promise<Address>;
  const logs = await client.getLogs({ fromBlock: 0n, toBlock: "latest" });
  const trade = decodeEvents(world, logs).find(({ name }) => name === "PositionChanged");
  return {
    quoteToken: address("QuoteToken"),
    insuranceFund: address("InsuranceFund"),
    clearingHouse: address("ClearingHouse"),
    amm: trade?.args["amm"] as Address,
    assetPool: address("AssetPool"),
    collateral: source("AssetPool")?.context["asset"] as Address,
    underwriterToken: await view("underwriterToken"),
    governance: await view("owner"),
  };
}

/** Lets random things happen on the finished local world, and takes them back. */
export class WorldActor {
  readonly #miner: BlockMiner;
  readonly #contracts: Contracts;
  readonly #random: SeededRandom;

  constructor(miner: BlockMiner, contracts: Contracts, random: SeededRandom) {
    this.#miner = miner;
    this.#contracts = contracts;
    this.#random = random;
  }

  /** Connects, stops automatic mining and gives the actors what they spend, in a block of its own. */
  static async connect(rpcUrl: string, world: LocalWorld, random: SeededRandom): Promise<WorldActor> {
    const miner = await BlockMiner.connect(rpcUrl);
    const actor = new WorldActor(miner, await findContracts(miner, world), random);
    await miner.mine(actor.#preparation());
    return actor;
  }

  /** Returns number and hash of the newest block. */
  head(): Promise<{ readonly number: number; readonly hash: Hex }> {
    return this.#miner.head();
  }

  /** Mines blocks with up to three random calls each. */
  async mineBlocks(count: number): Promise<void> {
    for (let block = 0; block < count; block += 1) {
      const calls = Array.from({ length: this.#random.integer(0, 3) }, () => this.#randomCall());
      await this.#miner.mine(calls);
    }
  }

  /** Takes the newest blocks back and mines others with other content, more than there were. */
  async rollBack(depth: number): Promise<void> {
    await this.#miner.takeBack(depth);
    await this.mineBlocks(depth + this.#random.integer(1, 2));
  }

  /** Replaces the newest blocks by as many others with one random call in about every second, then mines one more. */
  async reorganise(depth: number): Promise<void> {
    const { number } = await this.head();
    const nonces = new Map<Address, number>();
    const replacements: [Hex, number][] = [];
    for (let offset = 0; offset < depth; offset += 1) {
      if (this.#random.next() < 0.5) continue;
      const call = this.#randomCall();
      const nonce =
        nonces.get(call.from.address) ?? (await this.#miner.nonce(call.from, BigInt(number - depth)));
      nonces.set(call.from.address, nonce + 1);
      replacements.push([await this.#miner.sign(call, nonce), offset]);
    }
    await this.#miner.client.request({ method: "anvil_reorg", params: [depth, replacements] } as never);
    await this.mineBlocks(1);
  }

  #preparation(): Call[] {
    const { quoteToken, collateral, underwriterToken, assetPool, clearingHouse } = this.#contracts;
    const deployer = deployerAccount();
    const token = (to: Address, functionName: string, args: unknown[]): Call => ({
      from: deployer,
      to,
      data: encodeFunctionData({ abi: ABIS.token, functionName, args }),
    });
    return [
      token(quoteToken, "mint", [10n ** 12n * USDC]),
      token(quoteToken, "approve", [clearingHouse, maxUint256]),
      token(collateral, "mint", [10n ** 12n * ETHER]),
      token(collateral, "approve", [assetPool, maxUint256]),
      token(underwriterToken, "approve", [assetPool, maxUint256]),
    ];
  }

  /** A call that may also revert, for instance a request for more shares than there are: then nothing happens. */
  #randomCall(): Call {
    const { quoteToken, insuranceFund, clearingHouse, amm, assetPool, governance } = this.#contracts;
    const from = deployerAccount();
    const amount = BigInt(this.#random.integer(1, 10 ** 9));
    const claimant = STAFF.claimant().address;
    const side = this.#random.integer(SIDE.long, SIDE.short);
    const calls: readonly (() => Call)[] = [
      () => call(from, quoteToken, "token", ["transfer", [insuranceFund, amount]]),
      () => call(from, assetPool, "assetPool", ["deposit", [amount * 10n ** 12n]]),
      () => call(from, assetPool, "assetPool", ["initiateWithdrawal", [amount * 10n ** 10n]]),
      () =>
        call(STAFF.riskManager(), governance, "governance", ["seizeAmount", [claimant, amount * 10n ** 9n]]),
      () => {
        const order = [amm, side, { d: 100n * ETHER + amount }, { d: 2n * ETHER }, { d: 0n }];
        return call(from, clearingHouse, "clearingHouse", ["openPosition", order]);
      },
      () => call(from, clearingHouse, "clearingHouse", ["closePosition", [amm, { d: 0n }]]),
    ];
    return (calls[this.#random.integer(0, calls.length - 1)] as () => Call)();
  }
}

function call(from: LocalAccount, to: Address, abi: keyof typeof ABIS, what: [string, unknown[]]): Call {
  const [functionName, args] = what;
  return { from, to, data: encodeFunctionData({ abi: ABIS[abi], functionName, args }) };
}
