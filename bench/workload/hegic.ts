import { encodeAbiParameters, encodeFunctionData, type Hex, parseAbi } from "viem";
import { encodeLog } from "./encode.ts";
import { account, amount, happens, WAD } from "./numbers.ts";
import { type Answer, always, type Step, type Story } from "./transaction.ts";

const OPTIONS: Hex = "0xefc0eeadc1132a12c9487d800112693bf49ecfa2";
const POOL: Hex = "0x878f15ffc8b894a1ba7647c7176e4c01f74e140b";
const SHARES_PER_COIN = 1_000n;
const ACTIVE = 1;
const WEEK = 604_800;

const VIEW = parseAbi(["function options(uint256 id)"]);
const TERMS = ["uint8", "address", "uint256", "uint256", "uint256", "uint256", "uint256", "uint8"].map(
  (type) => ({ type }),
);

/** One option. */
interface Option {
  readonly index: number;
  readonly id: bigint;
  readonly holder: Hex;
  readonly size: bigint;
  readonly premium: bigint;
}

function terms({ id, holder, size, premium, index }: Option, timestamp: number): Answer {
  const strike = amount(index, "strike", [300n * 10n ** 8n, 900n * 10n ** 8n]);
  const type = happens(index, "put", 0.5) ? 1 : 2;
  const expiry = BigInt(timestamp + WEEK);
  const values = [ACTIVE, holder, strike, size, size, premium, expiry, type];
  return {
    to: OPTIONS,
    data: encodeFunctionData({ abi: VIEW, args: [id] }),
    result: encodeAbiParameters(TERMS, values),
  };
}

function purchase(option: Option): Step {
  const { id, holder, size, premium } = option;
  const signature =
    "event Create(uint256 indexed id, address indexed account, uint256 settlementFee, uint256 totalFee)";
  const fee = size / 100n;
  const log = encodeLog(OPTIONS, signature, [id, holder, fee, fee + premium]);
  return (timestamp) => ({ logs: [log], answers: [terms(option, timestamp)] });
}

function ending({ id, premium, size, index }: Option): Step {
  if (happens(index, "exercise", 0.5)) {
    const profit = premium + amount(index, "profit", [1n, size / 4n]);
    return always(
      encodeLog(POOL, "event Loss(uint256 indexed id, uint256 amount)", [id, profit - premium]),
      encodeLog(OPTIONS, "event Exercise(uint256 indexed id, uint256 profit)", [id, profit]),
    );
  }
  return always(
    encodeLog(POOL, "event Profit(uint256 indexed id, uint256 amount)", [id, premium]),
    encodeLog(OPTIONS, "event Expire(uint256 indexed id, uint256 premium)", [id, premium]),
  );
}

function provision(index: number): Story {
  const provider = account(index, "provider", 200);
  const paid = amount(index, "paid", [50n * WAD, 500n * WAD]);
  const signature = (name: string) =>
    `event ${name}(address indexed account, uint256 amount, uint256 writeAmount)`;
  const provide = always(encodeLog(POOL, signature("Provide"), [provider, paid, paid * SHARES_PER_COIN]));
  const back = paid / 4n;
  const withdraw = always(encodeLog(POOL, signature("Withdraw"), [provider, back, back * SHARES_PER_COIN]));
  if (index > 0 && !happens(index, "provide", 0.2)) return [];
  return happens(index, "withdraw", 0.5) ? [provide, withdraw] : [provide];
}

/**
 * An option is bought and exercised or expires, half and half as in the records of v888; one story in five begins
 * with a deposit.
 *
 * @param index - Number of the story, from 0; also the option's number.
 */
export function hegicStory(index: number): Story {
  const size = amount(index, "size", [WAD, 10n * WAD]);
  const premium = size / 20n;
  const option = { index, id: BigInt(index), holder: account(index, "holder", 800), size, premium };
  return [...provision(index), purchase(option), ending(option)];
}
