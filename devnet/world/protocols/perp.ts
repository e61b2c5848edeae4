import { type LocalAccount, maxUint256, stringToHex } from "viem";
import { deployerAccount } from "../accounts.ts";
import { loadArtifact } from "../artifact.ts";
import type { ChainDriver, Contract } from "../chain-driver.ts";
import type { Token } from "./token.ts";

const CONTRACTS = "@perp/contract/build/contracts/src";
const WAD = 10n ** 18n;

/** Bytes32 under which the price feed knows ETH. */
const FEED_KEY = stringToHex("ETH", { size: 32 });

/** Perpetual Protocol v1: a virtual market maker, its clearing house and its insurance fund. */
export interface PerpMarket {
  readonly quoteToken: Token;
  readonly clearingHouse: Contract;
  readonly insuranceFund: Contract;
  readonly amm: Contract;
  readonly priceFeed: Contract;
}

/** Terms of a market; ratios and reserves have 18 decimals. */
export interface PerpTerms {
  readonly quoteToken: Token;
  readonly quoteReserve: bigint;
  readonly baseReserve: bigint;
  readonly initialMarginRatio: bigint;
  readonly maintenanceMarginRatio: bigint;
  readonly liquidationFeeRatio: bigint;
  /** Part of a position that a liquidation closes while its margin still covers the fee; 0 closes all. */
  readonly partialLiquidationRatio: bigint;
  /** Part of every trade's notional that goes to the insurance fund. */
  readonly spreadRatio: bigint;
  /** Seconds. */
  readonly fundingPeriod: bigint;
}

function contract(name: string, folder = "") {
  return loadArtifact(`${CONTRACTS}/${folder}${name}.sol/${name}.json`);
}

function deployPriceFeed(chain: ChainDriver): Contract {
  const deployer = deployerAccount();
  const bridge = chain.deploy(contract("AMBBridgeMock", "mock/mocks/"));
  chain.send(deployer, bridge, "mockSetMessageSender", [deployer.address]);
  const feed = chain.deploy(contract("L2PriceFeedFake", "mock/"));
  chain.send(deployer, feed, "initialize", [bridge.address, deployer.address]);
  chain.send(deployer, feed, "addAggregator", [FEED_KEY]);
  chain.send(deployer, feed, "mockSetMsgSender", [bridge.address]);
  return feed;
}

function deployAmm(chain: ChainDriver, terms: PerpTerms, priceFeed: Contract): Contract {
  const amm = chain.deploy(contract("Amm"));
  const tradeLimitRatio = (9n * WAD) / 10n;
  const fluctuationLimit = 0n;
  const tollRatio = 0n;
  chain.send(deployerAccount(), amm, "initialize", [
    terms.quoteReserve,
    terms.baseReserve,
    tradeLimitRatio,
    terms.fundingPeriod,
    priceFeed.address,
    FEED_KEY,
    terms.quoteToken.address,
    fluctuationLimit,
    tollRatio,
    terms.spreadRatio,
  ]);
  return amm;
}

function deployClearingHouse(chain: ChainDriver, terms: PerpTerms, insuranceFund: Contract): Contract {
  const deployer = deployerAccount();
  const gateway = chain.deploy(contract("MetaTxGateway"));
  chain.send(deployer, gateway, "initialize", ["Perp", "1", chain.chainId]);
  const clearingHouse = chain.deploy(contract("ClearingHouse"));
  chain.send(deployer, clearingHouse, "initialize", [
    terms.initialMarginRatio,
    terms.maintenanceMarginRatio,
    terms.liquidationFeeRatio,
    insuranceFund.address,
    gateway.address,
  ]);
  chain.send(deployer, clearingHouse, "setPartialLiquidationRatio", [{ d: terms.partialLiquidationRatio }]);
  return clearingHouse;
}

/** Queues the deployment of a market, ready to trade once its feed has a price. */
export function deployPerp(chain: ChainDriver, terms: PerpTerms): PerpMarket {
  const deployer = deployerAccount();
  const insuranceFund = chain.deploy(contract("InsuranceFund"));
  chain.send(deployer, insuranceFund, "initialize");
  const clearingHouse = deployClearingHouse(chain, terms, insuranceFund);
  const priceFeed = deployPriceFeed(chain);
  const amm = deployAmm(chain, terms, priceFeed);
  chain.send(deployer, amm, "setCounterParty", [clearingHouse.address]);
  chain.send(deployer, insuranceFund, "setExchange", [clearingHouse.address]);
  chain.send(deployer, insuranceFund, "setBeneficiary", [clearingHouse.address]);
  chain.send(deployer, insuranceFund, "addAmm", [amm.address]);
  chain.send(deployer, amm, "setGlobalShutdown", [insuranceFund.address]);
  chain.send(deployer, amm, "setOpen", [true]);
  return { quoteToken: terms.quoteToken, clearingHouse, insuranceFund, amm, priceFeed };
}

/** A price of the market's index. */
export interface IndexPrice {
  /** 18 decimals. */
  readonly price: bigint;
  /** Seconds. */
  readonly timestamp: number;
}

/** Queues a new price of the index, which must be later than the last. */
export function reportIndexPrice(
  chain: ChainDriver,
  market: PerpMarket,
  { price, timestamp }: IndexPrice,
): void {
  const deployer = deployerAccount();
  const round = 1n;
  chain.send(deployer, market.priceFeed, "mock_setBlockTimestamp", [timestamp]);
  chain.send(deployer, market.priceFeed, "setLatestData", [FEED_KEY, price, timestamp, round]);
}

/** Direction of a position, as the contract numbers it. */
export const SIDE = { long: 0, short: 1 } as const;

/** A position to open; money and leverage have 18 decimals. */
export interface PerpOrder {
  readonly trader: LocalAccount;
  readonly side: keyof typeof SIDE;
  readonly margin: bigint;
  readonly leverage: bigint;
}

/** Queues an order at the market; against an open position it reduces it. */
export function trade(chain: ChainDriver, market: PerpMarket, order: PerpOrder): void {
  const { trader, side, margin, leverage } = order;
  chain.send(trader, market.clearingHouse, "openPosition", [
    market.amm.address,
    SIDE[side],
    { d: margin },
    { d: leverage },
    { d: 0n },
  ]);
}

/** Queues the closing of a trader's position. */
export function closePosition(chain: ChainDriver, market: PerpMarket, trader: LocalAccount): void {
  chain.send(trader, market.clearingHouse, "closePosition", [market.amm.address, { d: 0n }]);
}

/** Queues the approval of the clearing house by a trader who has just minted quote tokens. */
export function openPerpAccount(
  chain: ChainDriver,
  market: PerpMarket,
  trader: LocalAccount,
  amount: bigint,
): void {
  chain.send(trader, market.quoteToken, "mint", [amount]);
  chain.send(trader, market.quoteToken, "approve", [market.clearingHouse.address, maxUint256]);
}

/** Queues a gift of quote tokens to the insurance fund. @param amount - In units of the quote token. */
export function donateToFund(
  chain: ChainDriver,
  market: PerpMarket,
  donor: LocalAccount,
  amount: bigint,
): void {
  chain.send(donor, market.quoteToken, "mint", [amount]);
  chain.send(donor, market.quoteToken, "transfer", [market.insuranceFund.address, amount]);
}

/** Integer square root, rounded down. */
function sqrt(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * Returns the trade without leverage that moves the market maker to a price, or null when less than one unit of
 * quote token would change hands. On the curve quote × base = k the price is quote² / k.
 *
 * @param price - 18 decimals.
 */
export async function tradeToPrice(
  chain: ChainDriver,
  market: PerpMarket,
  price: bigint,
): Promise<Omit<PerpOrder, "trader"> | null> {
  const [quote, base] = await Promise.all([
    chain.read<bigint>(market.amm, "quoteAssetReserve"),
    chain.read<bigint>(market.amm, "baseAssetReserve"),
  ]);
  const target = sqrt((quote * base * price) / WAD);
  const distance = target > quote ? target - quote : quote - target;
  if (distance < WAD) return null;
  return { side: target > quote ? "long" : "short", margin: distance, leverage: WAD };
}
