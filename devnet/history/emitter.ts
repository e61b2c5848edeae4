import { concatHex, type Hex, keccak256, numberToHex, size } from "viem";
import { assemble } from "./assembler.ts";

/** Account that sends the transactions of a replay. It has no key: the local chain impersonates it. */
export const REPLAY_ACCOUNT: Hex = "0x5ea3a11000000000000000000000000000000001";

/** Address of the driver, the contract that a replay calls and that calls the emitters. */
export const DRIVER_ADDRESS: Hex = "0x5ea3a11000000000000000000000000000000002";

/** First byte of a payload that stores an answer; smaller numbers are a log's number of topics. */
const STORE_ANSWER = 0xff;

const MAX_TOPICS = 4;
const TOPIC_BYTES = 32;

/** Topics from last to first, the size of the data, then LOGn over memory from 0. */
function logSection(topics: number): string {
  const load = (topic: number) => `PUSH1 ${numberToHex(1 + TOPIC_BYTES * (topic - 1))} CALLDATALOAD`;
  const loads = Array.from({ length: topics }, (_, index) => load(topics - index));
  return `log${topics}: POP ${loads.join(" ")} DUP${topics + 1} PUSH1 0x00 LOG${topics} STOP`;
}

/** Comments show the stack with its top on the right. */
const EMITTER = `
  CALLER PUSH20 ${DRIVER_ADDRESS} EQ PUSH2 @command JUMPI

  ; Anyone but the driver asks: the answer lies in storage at keccak256(calldata), as length + 1, then words.
  CALLDATASIZE PUSH1 0x00 PUSH1 0x00 CALLDATACOPY
  CALLDATASIZE PUSH1 0x00 KECCAK256              ; key
  DUP1 SLOAD                                     ; key length+1
  DUP1 ISZERO PUSH2 @unknown JUMPI
  PUSH1 0x01 SWAP1 SUB                           ; key length
  PUSH1 0x00                                     ; key length offset
copyWord:
  DUP2 DUP2 LT ISZERO PUSH2 @answer JUMPI
  DUP1 PUSH1 0x05 SHR                            ; key length offset index
  PUSH1 0x01 ADD DUP4 ADD SLOAD                  ; key length offset word
  DUP2 MSTORE                                    ; key length offset
  PUSH1 0x20 ADD PUSH2 @copyWord JUMP
answer:
  POP PUSH1 0x00 RETURN
unknown:
  PUSH1 0x00 PUSH1 0x00 REVERT

command:
  PUSH1 0x00 CALLDATALOAD PUSH1 0x00 BYTE        ; kind
  DUP1 PUSH1 ${numberToHex(STORE_ANSWER)} EQ PUSH2 @store JUMPI

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
  POP PUSH1 0x01 CALLDATALOAD                    ; key
  PUSH1 0x21 CALLDATASIZE SUB                    ; key length
  DUP1 PUSH1 0x01 ADD DUP3 SSTORE
  PUSH1 0x00                                     ; key length offset
storeWord:
  DUP2 DUP2 LT ISZERO PUSH2 @stored JUMPI
  DUP1 PUSH1 0x21 ADD CALLDATALOAD               ; key length offset word
  DUP2 PUSH1 0x05 SHR PUSH1 0x01 ADD DUP5 ADD    ; key length offset word slot
  SSTORE
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

/** Returns the payload that makes an emitter answer `calldata` with `result` from now on. */
export function answerPayload(calldata: Hex, result: Hex): Hex {
  return concatHex([numberToHex(STORE_ANSWER, { size: 1 }), keccak256(calldata), result]);
}

/** Returns one frame of the driver's calldata; frames put one after another are executed in that order. */
export function frame(address: Hex, payload: Hex): Hex {
  return concatHex([address, numberToHex(size(payload), { size: 3 }), payload]);
}
