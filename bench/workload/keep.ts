import type { Hex } from "viem";
import { encodeLog } from "./encode.ts";
import { account, amount, happens, WAD } from "./numbers.ts";
import { always, type Step, type Story } from "./transaction.ts";

const POOL: Hex = "0x21b86fdc93f23fd52022a283828df8e808d28d5d";

const DEPOSITED = "event Deposited(address indexed underwriter, uint256 amount, uint256 covAmount)";
const CLAIMED = "event CoverageClaimed(address indexed recipient, uint256 amount, uint256 timestamp)";
const INITIATED =
  "event WithdrawalInitiated(address indexed underwriter, uint256 covAmount, uint256 timestamp)";
const COMPLETED =
  "event WithdrawalCompleted(address indexed underwriter, uint256 amount, uint256 covAmount, uint256 timestamp)";

/**
 * An underwriter deposits; half ask for a part back and get it; one story in ten ends with a claim on the pool.
 *
 * @param index - Number of the story, from 0.
 */
export function keepStory(index: number): Story {
  const underwriter = account(index, "underwriter", 300);
  const paid = amount(index, "paid", [1_000n * WAD, 90_000n * WAD]);
  const part = paid / 3n;
  const timed =
    (signature: string, ...values: readonly unknown[]): Step =>
    (timestamp) => ({ logs: [encodeLog(POOL, signature, [...values, BigInt(timestamp)])] });
  return [
    always(encodeLog(POOL, DEPOSITED, [underwriter, paid, paid])),
    ...(happens(index, "leave", 0.5)
      ? [timed(INITIATED, underwriter, part), timed(COMPLETED, underwriter, part, part)]
      : []),
    ...(happens(index, "claim", 0.1) ? [timed(CLAIMED, account(index, "recipient", 20), paid / 50n)] : []),
  ];
}
