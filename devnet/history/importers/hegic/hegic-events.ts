import { encodeAbiParameters, encodeEventTopics, encodeFunctionData, type Hex, parseAbi } from "viem";
import { UNKNOWN_ACCOUNT } from "../unknown-account.ts";
import type { HegicOption } from "./option.ts";

const ABI = parseAbi([
  "event Create(uint256 indexed id, address indexed account, uint256 settlementFee, uint256 totalFee)",
  "event Exercise(uint256 indexed id, uint256 profit)",
  "event Expire(uint256 indexed id, uint256 premium)",
  "function options(uint256 id) view returns (uint8 state, address holder, uint256 strike, uint256 amount, uint256 lockedAmount, uint256 premium, uint256 expiration, uint8 optionType)",
]);

/** The contract's `State`. */
export const STATE = { active: 1, exercised: 2, expired: 3 } as const;

/** The contract's `OptionType.Invalid`: the type is not recorded. */
const NO_TYPE = 0;

/** Share of the amount that goes to the stakers (`getSettlementFee`): one hundredth, rounded down. */
const SETTLEMENT_SHARE = 100n;

/** Topics and data of a log. */
export interface HegicEvent {
  readonly topics: Hex[];
  readonly data: Hex;
}

function uints(...values: readonly bigint[]): Hex {
  return encodeAbiParameters(
    values.map(() => ({ type: "uint256" })),
    values,
  );
}

/** Premium of the pool in units of the asset; 0 where it is not recorded. */
function premiumOf(option: HegicOption): bigint {
  return option.terms?.premium ?? 0n;
}

/** `Create`: the option is bought; its total is the premium and the stakers' fee. */
export function createEvent(option: HegicOption): HegicEvent {
  const args = { id: BigInt(option.id), account: option.terms?.holder ?? UNKNOWN_ACCOUNT };
  const fee = option.amount / SETTLEMENT_SHARE;
  return {
    topics: encodeEventTopics({ abi: ABI, eventName: "Create", args }) as Hex[],
    data: uints(fee, fee + premiumOf(option)),
  };
}

/** `Exercise`: the holder uses the option; the profit is not recorded and stands as 0. */
export function exerciseEvent(option: HegicOption): HegicEvent {
  const args = { id: BigInt(option.id) };
  return { topics: encodeEventTopics({ abi: ABI, eventName: "Exercise", args }) as Hex[], data: uints(0n) };
}

/** `Expire`: the option ends unused and its premium stays with the pool. */
export function expireEvent(option: HegicOption): HegicEvent {
  const args = { id: BigInt(option.id) };
  const topics = encodeEventTopics({ abi: ABI, eventName: "Expire", args }) as Hex[];
  return { topics, data: uints(premiumOf(option)) };
}

/** Calldata of `options(id)`. */
export function optionsCall(option: HegicOption): Hex {
  return encodeFunctionData({ abi: ABI, functionName: "options", args: [BigInt(option.id)] });
}

/** What `options(id)` answers while the option is in a state. */
export function optionsResult(option: HegicOption, state: number): Hex {
  const { amount, terms, price, expiration } = option;
  const outputs = ABI.find((item) => item.type === "function")?.outputs ?? [];
  return encodeAbiParameters(outputs, [
    state,
    terms?.holder ?? UNKNOWN_ACCOUNT,
    terms?.strike ?? price,
    amount,
    terms?.locked ?? amount,
    premiumOf(option),
    BigInt(expiration),
    terms?.type ?? NO_TYPE,
  ] as never);
}
