import {
  encodeDeployData,
  getContractAddress,
  type Hex,
  type LocalAccount,
  maxUint256,
  parseEther,
} from "viem";
import { deployerAccount } from "../../../devnet/world/accounts.ts";
import { loadArtifact } from "../../../devnet/world/artifact.ts";
import type { BlockMiner, Call } from "../e2e/block-miner.ts";
import { call } from "./call-of-act.ts";
import type { Contract, Contracts } from "./contracts.ts";
import { ROLES } from "./roles.ts";
import { ETHER_PRICES } from "./step.ts";

const AGGREGATOR = loadArtifact(
  "@aave/core-v3/artifacts/contracts/mocks/oracle/CLAggregators/MockAggregator.sol/MockAggregator.json",
);
const ETHER = 10n ** 18n;
const USDC = 10n ** 6n;
const ORACLE_UNIT = 10n ** 8n;
const GAS_MONEY = parseEther("1000");

/** Gives the actors what they spend, lets the contracts take it, and deploys the prices that the oracle can be told. */
export async function endow(
  miner: BlockMiner,
  contracts: Omit<Contracts, "aggregators">,
): Promise<Contracts> {
  const { underwriter, marketMaker, liquidator, trader, borrower } = ROLES;
  for (const { address } of [underwriter, marketMaker, liquidator, trader, borrower])
    await miner.client.setBalance({ address, value: GAS_MONEY });
  await miner.mine(gifts(contracts));
  return { ...contracts, aggregators: await deployAggregators(miner) };
}

function gifts(contracts: Omit<Contracts, "aggregators">): Call[] {
  const { assetPool, cover, underwriterToken, clearingHouse, usdc, pool, loanUsdc, weth } = contracts;
  const { underwriter, marketMaker, liquidator, trader, borrower } = ROLES;
  const give = (to: LocalAccount, token: Contract, amount: bigint, spender: Contract) => [
    call(to, token, "mint", [amount]),
    call(to, token, "approve", [spender.address, maxUint256]),
  ];
  return [
    ...give(underwriter, cover, 10n ** 9n * ETHER, assetPool),
    call(underwriter, underwriterToken, "approve", [assetPool.address, maxUint256]),
    ...[trader, marketMaker].flatMap((one) => give(one, usdc, 10n ** 9n * USDC, clearingHouse)),
    call(deployerAccount(), usdc, "mint", [10n ** 9n * USDC]),
    ...give(borrower, weth, 10n ** 6n * ETHER, pool),
    ...give(borrower, loanUsdc, 10n ** 3n * USDC, pool),
    ...give(liquidator, loanUsdc, 10n ** 9n * USDC, pool),
  ];
}

async function deployAggregators(miner: BlockMiner): Promise<Contracts["aggregators"]> {
  const from = deployerAccount();
  const first = await miner.nonce(from);
  const bytecode = AGGREGATOR.bytecode as Hex;
  const code = (price: bigint) => encodeDeployData({ abi: AGGREGATOR.abi, bytecode, args: [price] });
  await miner.mine(
    ETHER_PRICES.map((price) => ({ from, to: null, data: code(BigInt(price) * ORACLE_UNIT) })),
  );
  const address = (index: number) => getContractAddress({ from: from.address, nonce: BigInt(first + index) });
  return new Map(ETHER_PRICES.map((price, index) => [price, address(index)]));
}
