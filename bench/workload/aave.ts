import { encodeAbiParameters, encodeFunctionData, type Hex, parseAbi, zeroAddress } from "viem";
import { encodeLog } from "./encode.ts";
import { account, amount, happens, WAD } from "./numbers.ts";
import { type Answer, always, type Step, type Story } from "./transaction.ts";

const POOL: Hex = "0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2";
const CONFIGURATOR: Hex = "0x64b761d848206f447fe2dd461b0c635ec39ebb27";

/** A reserve's token. */
interface Token {
  readonly address: Hex;
  readonly symbol: string;
  readonly decimals: number;
}

const COLLATERALS: readonly Token[] = [
  { address: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", symbol: "WETH", decimals: 18 },
  { address: "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599", symbol: "WBTC", decimals: 8 },
];
const DEBTS: readonly Token[] = [
  { address: "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", symbol: "USDC", decimals: 6 },
  { address: "0x6b175474e89094c44da98b954eedeac495271d0f", symbol: "DAI", decimals: 18 },
];

const ERC20 = parseAbi(["function symbol()", "function decimals()"]);
const INITIALIZED =
  "event ReserveInitialized(address indexed asset, address indexed aToken, address stableDebtToken, address variableDebtToken, address interestRateStrategyAddress)";
const TRANSFER = "event Transfer(address indexed from, address indexed to, uint256 value)";
const LIQUIDATION =
  "event LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)";
const CREATED =
  "event DeficitCreated(address indexed user, address indexed debtAsset, uint256 amountCreated)";
const COVERED = "event DeficitCovered(address indexed reserve, address caller, uint256 amountCovered)";

function answers({ address, symbol, decimals }: Token): Answer[] {
  const text = encodeAbiParameters([{ type: "string" }], [symbol]);
  const number = encodeAbiParameters([{ type: "uint8" }], [decimals]);
  return [
    { to: address, data: encodeFunctionData({ abi: ERC20, functionName: "symbol" }), result: text },
    { to: address, data: encodeFunctionData({ abi: ERC20, functionName: "decimals" }), result: number },
  ];
}

/** The token's own log is indexed by nobody; a replay gives code to contracts that have logs, and so answers. */
function initialization(token: Token): Step {
  const { address } = token;
  const logs = [
    encodeLog(address, TRANSFER, [zeroAddress, POOL, 1n]),
    encodeLog(CONFIGURATOR, INITIALIZED, [address, address, address, address, address]),
  ];
  return () => ({ logs, answers: answers(token) });
}

/**
 * A borrower is liquidated; one in four leaves a deficit, and half of those are covered later. The first story
 * initializes the reserves.
 *
 * @param index - Number of the story, from 0.
 */
export function aaveStory(index: number): Story {
  const collateral = COLLATERALS[index % COLLATERALS.length] as Token;
  const debt = DEBTS[(index >> 1) % DEBTS.length] as Token;
  const user = account(index, "user", 3_000);
  const repaid = amount(index, "repaid", [100n, 20_000n]) * 10n ** BigInt(debt.decimals);
  const values = [repaid, amount(index, "seized", [WAD / 100n, WAD]), account(index, "bot", 50), false];
  const liquidation = encodeLog(POOL, LIQUIDATION, [collateral.address, debt.address, user, ...values]);
  const start = index === 0 ? [...COLLATERALS, ...DEBTS].map(initialization) : [];
  if (!happens(index, "deficit", 0.25)) return [...start, always(liquidation)];
  const created = encodeLog(POOL, CREATED, [user, debt.address, repaid / 20n]);
  const covered = encodeLog(POOL, COVERED, [debt.address, account(index, "treasury", 1), repaid / 20n]);
  return [
    ...start,
    always(created, liquidation),
    ...(happens(index, "covered", 0.5) ? [always(covered)] : []),
  ];
}
