import type { LocalAccount } from "viem";
import { type Address, encodeAbiParameters, parseAbiParameters, stringToHex, zeroAddress } from "viem";
import { deployerAccount } from "../../../devnet/world/accounts.ts";
import { type Artifact, loadArtifact } from "../../../devnet/world/artifact.ts";
import type { ChainDriver, Contract } from "../../../devnet/world/chain-driver.ts";
import type { AaveMarket, AaveReserve } from "../../../devnet/world/protocols/aave.ts";
import { compileAaveV36 } from "./compile-aave-v3-6.ts";

const AGGREGATOR = "@aave/core-v3/artifacts/contracts/mocks/oracle/CLAggregators/MockAggregator.sol";

/** Aave v3.6 with the provider that names who covers deficits. */
export interface AaveV36Market extends AaveMarket {
  readonly provider: Contract;
}

function artifactOf(artifacts: ReadonlyMap<string, Artifact>, name: string): Artifact {
  const artifact = artifacts.get(name);
  if (artifact === undefined) throw new Error(`Aave v3.6 has no contract ${name}`);
  return artifact;
}

function deployLibraries(chain: ChainDriver, get: (name: string) => Artifact): Record<string, Address> {
  const libraries: Record<string, Address> = {};
  const inOrder = [
    "BorrowLogic",
    "SupplyLogic",
    "LiquidationLogic",
    "PoolLogic",
    "ConfiguratorLogic",
    "FlashLoanLogic",
  ];
  for (const name of inOrder) libraries[name] = chain.deploy(get(name), [], libraries).address;
  return libraries;
}

function deployProvider(chain: ChainDriver, get: (name: string) => Artifact): Contract {
  const deployer = deployerAccount();
  const provider = chain.deploy(get("PoolAddressesProvider"), ["Local Market", deployer.address]);
  chain.send(deployer, provider, "setACLAdmin", [deployer.address]);
  const acl = chain.deploy(get("ACLManager"), [provider.address]);
  chain.send(deployer, provider, "setACLManager", [acl.address]);
  chain.send(deployer, acl, "addPoolAdmin", [deployer.address]);
  chain.send(deployer, acl, "addAssetListingAdmin", [deployer.address]);
  return provider;
}

async function deployPool(
  chain: ChainDriver,
  get: (name: string) => Artifact,
  provider: Contract,
): Promise<[Contract, Contract]> {
  const deployer = deployerAccount();
  const libraries = deployLibraries(chain, get);
  const rates = chain.deploy(get("DefaultReserveInterestRateStrategyV2"), [provider.address]);
  const poolCode = chain.deploy(get("PoolInstance"), [provider.address, rates.address], libraries);
  chain.send(deployer, provider, "setPoolImpl", [poolCode.address]);
  const configuratorCode = chain.deploy(get("PoolConfiguratorInstance"), [], libraries);
  chain.send(deployer, provider, "setPoolConfiguratorImpl", [configuratorCode.address]);
  const data = chain.deploy(get("AaveProtocolDataProvider"), [provider.address]);
  chain.send(deployer, provider, "setPoolDataProvider", [data.address]);
  await chain.mineAll();
  const pool = await chain.read<Address>(provider, "getPool");
  const configurator = await chain.read<Address>(provider, "getPoolConfigurator");
  return [
    { ...poolCode, address: pool },
    { ...configuratorCode, address: configurator },
  ];
}

function deployOracle(
  chain: ChainDriver,
  get: (name: string) => Artifact,
  provider: Contract,
  reserves: readonly AaveReserve[],
): Contract {
  const aggregator = loadArtifact(`${AGGREGATOR}/MockAggregator.json`);
  const oracle = chain.deploy(get("AaveOracle"), [
    provider.address,
    reserves.map(({ token }) => token.address),
    reserves.map(({ price }) => chain.deploy(aggregator, [price]).address),
    zeroAddress,
    zeroAddress,
    100_000_000n,
  ]);
  chain.send(deployerAccount(), provider, "setPriceOracle", [oracle.address]);
  return oracle;
}

/** Interest: 80 % optimal usage, 0 % base, slopes of 4 % and 60 %, in basis points. */
const RATES = encodeAbiParameters(parseAbiParameters("(uint16, uint32, uint32, uint32)"), [
  [8_000, 0, 400, 6_000],
]);

function listReserve(
  chain: ChainDriver,
  configurator: Contract,
  tokens: { aTokenImpl: Address; variableDebtTokenImpl: Address },
  reserve: AaveReserve,
): void {
  const deployer = deployerAccount();
  const { address, symbol } = reserve.token;
  const input = {
    ...tokens,
    underlyingAsset: address,
    aTokenName: `Local a${symbol}`,
    aTokenSymbol: `a${symbol}`,
    variableDebtTokenName: `Local variable debt ${symbol}`,
    variableDebtTokenSymbol: `v${symbol}`,
    params: "0x10",
    interestRateData: RATES,
  };
  chain.send(deployer, configurator, "initReserves", [[input]]);
  const { loanToValue, liquidationThreshold, liquidationBonus } = reserve;
  chain.send(deployer, configurator, "configureReserveAsCollateral", [
    address,
    loanToValue,
    liquidationThreshold,
    liquidationBonus,
  ]);
  chain.send(deployer, configurator, "setReserveBorrowing", [address, true]);
  chain.send(deployer, configurator, "setReserveFactor", [address, 1_000]);
  chain.send(deployer, configurator, "setLiquidationProtocolFee", [address, 1_000]);
}

/** Deploys Aave v3.6, whose liquidations record deficits, and lists the reserves. */
export async function deployAaveV36(
  chain: ChainDriver,
  reserves: readonly AaveReserve[],
): Promise<AaveV36Market> {
  const artifacts = compileAaveV36();
  const get = (name: string) => artifactOf(artifacts, name);
  const provider = deployProvider(chain, get);
  const [pool, configurator] = await deployPool(chain, get, provider);
  const oracle = deployOracle(chain, get, provider, reserves);
  const treasury = deployerAccount().address;
  const aToken = chain.deploy(get("ATokenInstance"), [pool.address, zeroAddress, treasury]);
  const debtToken = chain.deploy(get("VariableDebtTokenInstance"), [pool.address, zeroAddress]);
  const tokens = { aTokenImpl: aToken.address, variableDebtTokenImpl: debtToken.address };
  for (const reserve of reserves) listReserve(chain, configurator, tokens, reserve);
  await chain.mineAll();
  return { provider, pool, configurator, oracle };
}

/** Queues the coverage of a deficit by an account that holds the reserve's aTokens. */
export function coverDeficit(
  chain: ChainDriver,
  { provider, pool }: AaveV36Market,
  umbrella: LocalAccount,
  { asset, amount }: { readonly asset: Address; readonly amount: bigint },
): void {
  const role = stringToHex("UMBRELLA", { size: 32 });
  chain.send(deployerAccount(), provider, "setAddress", [role, umbrella.address]);
  chain.send(umbrella, pool, "eliminateReserveDeficit", [asset, amount]);
}
