import { describe, expect, test } from "vitest";
import { AssemblyError, assemble } from "../../devnet/history/assembler.ts";

describe("assemble", () => {
  // Opcode numbers: Ethereum yellow paper, appendix H.
  test("default", () => {
    expect(assemble("PUSH1 0x2a PUSH1 0x00 MSTORE ; keep\n PUSH1 0x20 PUSH1 0x00 RETURN")).toBe(
      "0x602a60005260206000f3",
    );
  });

  test("behavior: labels may be used before they are set", () => {
    expect(assemble("PUSH2 @end JUMP STOP end: STOP")).toBe("0x61000556005b00");
  });

  test("behavior: families are numbered from their first member", () => {
    expect(assemble("DUP1 DUP16 SWAP1 SWAP16 LOG0 LOG4 PUSH3 0x01")).toBe("0x808f909fa0a462000001");
  });

  test.each([
    ["NOPE", /"NOPE"/],
    ["LOG5", /"LOG5"/],
    ["PUSH1 0x0100", /at most 1 bytes/],
    ["PUSH1 @end end:", /PUSH2 @label/],
    ["PUSH2 @nowhere", /a label "nowhere:"/],
  ])("error: AssemblyError for %s", (source, message) => {
    expect(() => assemble(source)).toThrow(AssemblyError);
    expect(() => assemble(source)).toThrow(message);
  });
});
