import { concatHex, type Hex, keccak256, numberToHex, size } from "viem";
import { assemble } from "./assembler.ts";

/** Account that sends the transactions of a replay. It has no key: the local chain impersonates it. */
export const REPLAY_ACCOUNT: Hex = "0x5ea3a11000000000000000000000000000000001";

/** Address of the driver, the contract that a replay calls and that calls the emitters. */
export const DRIVER_ADDRESS: Hex = "0x5ea3a11000000000000000000000000000000002";

/** First byte of a payload that stores answers; smaller numbers are a log's number of topics. */
const STORE_ANSWERS = 0xff;

const MAX_TOPICS = 4;
const TOPIC_BYTES = 32;

/** Topics from last to first, the size of the data, then LOGn over memory from 0. */
function logSection(topics: number): string {
  const load = (topic: number) => `PUSH1 ${numberToHex(1 + TOPIC_BYTES * (topic - 1))} CALLDATALOAD`;
  const loads = Array.from({ length: topics }, (_, index) => load(topics - index));
  return `log${topics}: POP ${loads.join(" ")} DUP${topics + 1} PUSH1 0x00 LOG${topics} STOP`;
}

/** Comments show the stack with its top on the right. Storage: slot 0 the length of the answers, then their words. */
const EMITTER = `
  CALLER PUSH20 ${DRIVER_ADDRESS} EQ PUSH2 @command JUMPI

  ; Anyone but the driver asks. Answers, one after another: keccak256(calldata), length (3 bytes), result.
  CALLDATASIZE PUSH1 0x00 PUSH1 0x00 CALLDATACOPY
  CALLDATASIZE PUSH1 0x00 KECCAK256              ; key
  PUSH1 0x00 SLOAD PUSH1 0x00                    ; key end at
loadWord:
  DUP2 DUP2 LT ISZERO PUSH2 @loaded JUMPI
  DUP1 PUSH1 0x05 SHR PUSH1 0x01 ADD SLOAD       ; key end at word
  DUP2 MSTORE                                    ; key end at
  PUSH1 0x20 ADD PUSH2 @loadWord JUMP
loaded:
  POP PUSH1 0x00                                 ; key end at
scan:
  DUP2 DUP2 LT ISZERO PUSH2 @unknown JUMPI
  DUP1 PUSH1 0x20 ADD MLOAD PUSH1 0xe8 SHR       ; key end at length
  DUP4 DUP3 MLOAD EQ PUSH2 @found JUMPI
  ADD PUSH1 0x23 ADD PUSH2 @scan JUMP            ; key end at
found:
  SWAP1 PUSH1 0x23 ADD RETURN
unknown:
  PUSH1 0x00 PUSH1 0x00 REVERT

command:
  PUSH1 0x00 CALLDATALOAD PUSH1 0x00 BYTE        ; kind
  DUP1 PUSH1 ${numberToHex(STORE_ANSWERS)} EQ PUSH2 @store JUMPI

  ; A log: kind is its number of topics; its data goes to memory at 0.
  DUP1 PUSH1 0x05 SHL PUSH1 0x01 ADD             ; kind dataOffset
  DUP1 CALLDATASIZE SUB                          ; kind dataOffset size
  DUP1 DUP3 PUSH1 0x00 CALLDATACOPY
  SWAP1 POP SWAP1                                ; size kind
  DUP1 PUSH1 0x04 EQ PUSH2 @log4 JUMPI
  DUP1 PUSH1 0x03 EQ PUSH2 @log3 JUMPI
  DUP1 PUSH1 0x02 EQ PUSH2 @log2 JUMPI
  DUP1 PUSH1 0x01 EQ PUSH2 @log1 JUMPI
  DUP1 ISZERO PUSH2 @log0 JUMPI
  PUSH1 0x00 PUSH1 0x00 REVERT
${[4, 3, 2, 1, 0].map(logSection).join("\n")}

store:                                           ; kind
  POP PUSH1 0x01 CALLDATASIZE SUB                ; end
  DUP1 PUSH1 0x00 SSTORE PUSH1 0x00              ; end at
storeWord:
  DUP2 DUP2 LT ISZERO PUSH2 @stored JUMPI
  DUP1 PUSH1 0x01 ADD CALLDATALOAD               ; end at word
  DUP2 PUSH1 0x05 SHR PUSH1 0x01 ADD SSTORE      ; end at
  PUSH1 0x20 ADD PUSH2 @storeWord JUMP
stored:
  STOP
`;

/** Calldata is a row of frames: address (20 bytes), length (3 bytes), payload. Each payload is sent to its address. */
const DRIVER = `
  PUSH1 0x00                                     ; at
next:
  DUP1 CALLDATASIZE GT ISZERO PUSH2 @end JUMPI
  DUP1 CALLDATALOAD PUSH1 0x48 SHR               ; at header
  DUP1 PUSH3 0xffffff AND                        ; at header length
  DUP1 DUP4 PUSH1 0x17 ADD PUSH1 0x00 CALLDATACOPY
  PUSH1 0x00 PUSH1 0x00 DUP3 PUSH1 0x00 PUSH1 0x00 ; at header length outSize out inSize in value
  DUP7 PUSH1 0x18 SHR GAS CALL                   ; at header length success
  ISZERO PUSH2 @failed JUMPI
  SWAP1 POP ADD PUSH1 0x17 ADD                   ; at
  PUSH2 @next JUMP
end:
  STOP
failed:
  PUSH1 0x00 PUSH1 0x00 REVERT
`;

/** Code placed at every recorded address: emits logs for the driver, answers recorded calls for everybody else. */
export const EMITTER_CODE: Hex = assemble(EMITTER);

/** Code placed at {@link DRIVER_ADDRESS}. */
export const DRIVER_CODE: Hex = assemble(DRIVER);

/** What a log carries besides its address. */
export interface LogContent {
  /** At most four topics of 32 bytes. */
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** Returns the payload that makes an emitter emit a log. */
export function logPayload({ topics, data }: LogContent): Hex {
  if (topics.length > MAX_TOPICS) {
    throw new RangeError(`A log has at most ${MAX_TOPICS} topics, but ${topics.length} were given.`);
  }
  return concatHex([numberToHex(topics.length, { size: 1 }), ...topics, data]);
}

/** A question to a contract and its answer. */
export interface Answer {
  /** Calldata of the `eth_call`. */
  readonly data: Hex;
  /** `null` when the contract reverts. */
  readonly result: Hex | null;
}

/** Returns the payload that makes an emitter answer these calls from now on, and no others. */
export function answersPayload(answers: readonly Answer[]): Hex {
  const table = answers.flatMap(({ data, result }) =>
    result === null ? [] : [keccak256(data), numberToHex(size(result), { size: 3 }), result],
  );
  return concatHex([numberToHex(STORE_ANSWERS, { size: 1 }), ...table]);
}

/** Returns one frame of the driver's calldata; frames put one after another are executed in that order. */
export function frame(address: Hex, payload: Hex): Hex {
  return concatHex([address, numberToHex(size(payload), { size: 3 }), payload]);
}
