import { type Address, type LocalAccount, maxUint256, parseUnits, zeroAddress } from "viem";
import { deployerAccount } from "../accounts.ts";
import { loadArtifact } from "../artifact.ts";
import type { ChainDriver, Contract } from "../chain-driver.ts";
import { fund, type Token } from "./token.ts";

const CONTRACTS = "@aave/core-v3/artifacts/contracts";
const VARIABLE_RATE = 2;

/** Decimals of the prices of Aave's oracle. */
export const ORACLE_DECIMALS = 8;

/** Aave v3 with its pool behind the proxies that the provider made. */
export interface AaveMarket {
  readonly pool: Contract;
  readonly configurator: Contract;
  readonly oracle: Contract;
}

/** A reserve to list. */
export interface AaveReserve {
  readonly token: Token;
  /** US dollars, 8 decimals. */
  readonly price: bigint;
  /** Basis points of the collateral's value. */
  readonly loanToValue: number;
  readonly liquidationThreshold: number;
  /** 10,000 plus the liquidator's bonus in basis points. */
  readonly liquidationBonus: number;
}

function artifact(path: string) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return loadArtifact(`${CONTRACTS}/${path}.sol/${name}.json`);
}

function deployLibraries(chain: ChainDriver): Record<string, Address> {
  const folder = "protocol/libraries/logic";
  const independent = [
    "SupplyLogic",
    "BorrowLogic",
    "LiquidationLogic",
    "EModeLogic",
    "BridgeLogic",
    "ConfiguratorLogic",
    "PoolLogic",
  ];
  const libraries: Record<string, Address> = {};
  for (const name of independent) libraries[name] = chain.deploy(artifact(`${folder}/${name}`)).address;
  const flashLoan = chain.deploy(artifact(`${folder}/FlashLoanLogic`), [], libraries);
  return { ...libraries, FlashLoanLogic: flashLoan.address };
}

function deployAccessControl(chain: ChainDriver, provider: Contract): void {
  const deployer = deployerAccount();
  chain.send(deployer, provider, "setACLAdmin", [deployer.address]);
  const acl = chain.deploy(artifact("protocol/configuration/ACLManager"), [provider.address]);
  chain.send(deployer, provider, "setACLManager", [acl.address]);
  chain.send(deployer, acl, "addPoolAdmin", [deployer.address]);
  chain.send(deployer, acl, "addAssetListingAdmin", [deployer.address]);
  const data = chain.deploy(artifact("misc/AaveProtocolDataProvider"), [provider.address]);
  chain.send(deployer, provider, "setPoolDataProvider", [data.address]);
}

async function deployPool(chain: ChainDriver, provider: Contract): Promise<[Contract, Contract]> {
  const deployer = deployerAccount();
  const libraries = deployLibraries(chain);
  const poolCode = chain.deploy(artifact("protocol/pool/Pool"), [provider.address], libraries);
  chain.send(deployer, poolCode, "initialize", [provider.address]);
  chain.send(deployer, provider, "setPoolImpl", [poolCode.address]);
  const configuratorCode = chain.deploy(artifact("protocol/pool/PoolConfigurator"), [], libraries);
  chain.send(deployer, provider, "setPoolConfiguratorImpl", [configuratorCode.address]);
  await chain.mineAll();
  const pool = await chain.read<Address>(provider, "getPool");
  const configurator = await chain.read<Address>(provider, "getPoolConfigurator");
  return [
    { ...poolCode, address: pool },
    { ...configuratorCode, address: configurator },
  ];
}

function deployAggregator(chain: ChainDriver, price: bigint): Address {
  return chain.deploy(artifact("mocks/oracle/CLAggregators/MockAggregator"), [price]).address;
}

function deployOracle(chain: ChainDriver, provider: Contract, reserves: readonly AaveReserve[]): Contract {
  const oracle = chain.deploy(artifact("misc/AaveOracle"), [
    provider.address,
    reserves.map(({ token }) => token.address),
    reserves.map(({ price }) => deployAggregator(chain, price)),
    zeroAddress,
    zeroAddress,
    10n ** BigInt(ORACLE_DECIMALS),
  ]);
  chain.send(deployerAccount(), provider, "setPriceOracle", [oracle.address]);
  return oracle;
}

const ray = (value: string) => parseUnits(value, 27);

function deployRateStrategy(chain: ChainDriver, provider: Contract): Address {
  const optimalUsage = ray("0.8");
  const baseVariableRate = 0n;
  const variableSlopes = [ray("0.04"), ray("0.6")];
  const stableSlopes = [ray("0.02"), ray("0.6")];
  const stableRateOffsets = [ray("0.02"), ray("0.05"), ray("0.2")];
  return chain.deploy(artifact("protocol/pool/DefaultReserveInterestRateStrategy"), [
    provider.address,
    optimalUsage,
    baseVariableRate,
    ...variableSlopes,
    ...stableSlopes,
    ...stableRateOffsets,
  ]).address;
}

function listReserves(
  chain: ChainDriver,
  { pool, configurator }: AaveMarket,
  rates: Address,
  reserves: readonly AaveReserve[],
): void {
  const deployer = deployerAccount();
  const [aTokenImpl, stableDebtTokenImpl, variableDebtTokenImpl] = [
    "AToken",
    "StableDebtToken",
    "VariableDebtToken",
  ].map((name) => chain.deploy(artifact(`protocol/tokenization/${name}`), [pool.address]).address);
  const inputs = reserves.map(({ token: { address, symbol, decimals } }) => ({
    aTokenImpl,
    stableDebtTokenImpl,
    variableDebtTokenImpl,
    underlyingAssetDecimals: decimals,
    interestRateStrategyAddress: rates,
    underlyingAsset: address,
    treasury: deployer.address,
    incentivesController: zeroAddress,
    aTokenName: `Local a${symbol}`,
    aTokenSymbol: `a${symbol}`,
    variableDebtTokenName: `Local variable debt ${symbol}`,
    variableDebtTokenSymbol: `v${symbol}`,
    stableDebtTokenName: `Local stable debt ${symbol}`,
    stableDebtTokenSymbol: `s${symbol}`,
    params: "0x10",
  }));
  for (const input of inputs) chain.send(deployer, configurator, "initReserves", [[input]]);
  for (const reserve of reserves) configureReserve(chain, configurator, reserve);
}

function configureReserve(chain: ChainDriver, configurator: Contract, reserve: AaveReserve): void {
  const deployer = deployerAccount();
  const asset = reserve.token.address;
  const { loanToValue, liquidationThreshold, liquidationBonus } = reserve;
  const tenPercent = 1_000;
  chain.send(deployer, configurator, "configureReserveAsCollateral", [
    asset,
    loanToValue,
    liquidationThreshold,
    liquidationBonus,
  ]);
  chain.send(deployer, configurator, "setReserveBorrowing", [asset, true]);
  chain.send(deployer, configurator, "setReserveFactor", [asset, tenPercent]);
  chain.send(deployer, configurator, "setLiquidationProtocolFee", [asset, tenPercent]);
}

/** Deploys Aave v3.0 and lists the reserves; mines what it needs to know the addresses of the proxies. */
export async function deployAave(chain: ChainDriver, reserves: readonly AaveReserve[]): Promise<AaveMarket> {
  const provider = chain.deploy(artifact("protocol/configuration/PoolAddressesProvider"), [
    "Local Market",
    deployerAccount().address,
  ]);
  deployAccessControl(chain, provider);
  const [pool, configurator] = await deployPool(chain, provider);
  const oracle = deployOracle(chain, provider, reserves);
  const market = { pool, configurator, oracle };
  listReserves(chain, market, deployRateStrategy(chain, provider), reserves);
  await chain.mineAll();
  return market;
}

/** Queues a new price of an asset. @param price - US dollars, 8 decimals. */
export function reportAssetPrice(
  chain: ChainDriver,
  { oracle }: AaveMarket,
  asset: Token,
  price: bigint,
): void {
  const source = deployAggregator(chain, price);
  chain.send(deployerAccount(), oracle, "setAssetSources", [[asset.address], [source]]);
}

/** An amount of a token, in its units. */
export interface TokenAmount {
  readonly token: Token;
  readonly amount: bigint;
}

/** Queues a supply of freshly minted tokens. */
export function supply(
  chain: ChainDriver,
  { pool }: AaveMarket,
  account: LocalAccount,
  { token, amount }: TokenAmount,
): void {
  fund(chain, token, { account, amount, spender: pool });
  chain.send(account, pool, "supply", [token.address, amount, account.address, 0]);
}

/** Queues a loan at the variable rate. */
export function borrow(
  chain: ChainDriver,
  { pool }: AaveMarket,
  account: LocalAccount,
  { token, amount }: TokenAmount,
): void {
  chain.send(account, pool, "borrow", [token.address, amount, VARIABLE_RATE, 0, account.address]);
}

/** Queues the repayment of a whole loan with freshly minted tokens. @param amount - At least the debt. */
export function repayAll(
  chain: ChainDriver,
  { pool }: AaveMarket,
  account: LocalAccount,
  { token, amount }: TokenAmount,
): void {
  fund(chain, token, { account, amount, spender: pool });
  chain.send(account, pool, "repay", [token.address, maxUint256, VARIABLE_RATE, account.address]);
}

/** A loan to liquidate and what to take for it. */
export interface LoanToLiquidate {
  readonly borrower: LocalAccount;
  readonly collateral: Token;
  readonly debt: Token;
  /** Keep the collateral in the pool instead of taking it out. */
  readonly receiveAToken: boolean;
}

/** Arguments of `liquidationCall` that repay as much as the pool allows. */
export function liquidationArguments(loan: LoanToLiquidate): readonly unknown[] {
  const { borrower, collateral, debt, receiveAToken } = loan;
  return [collateral.address, debt.address, borrower.address, maxUint256, receiveAToken];
}
