import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MissingPartError, UnsupportedPlatformError } from "../../devnet/stack/errors.ts";
import { ANVIL, findBinary, GND, POSTGRES } from "../../devnet/stack/find-binary.ts";

describe("findBinary", () => {
  test.each([GND, ANVIL, POSTGRES])("default: $name of this machine", (part) => {
    expect(existsSync(findBinary(part, {}))).toBe(true);
  });

  test("behavior: one's own comes first", () => {
    expect(findBinary(GND, { GND_BIN: process.execPath })).toBe(process.execPath);
  });

  test("error: MissingPartError names the package and the variable", () => {
    const part = { ...GND, packages: { "linux-x64": "@graphprotocol/gnd-not-installed" } };
    expect(() => findBinary(part, {}, "linux-x64")).toThrow(MissingPartError);
    expect(() => findBinary(part, {}, "linux-x64")).toThrow(
      'graph-node (gnd) is missing: the npm package "@graphprotocol/gnd-not-installed" is not installed. ' +
        'Run "npm ci" (without --omit=optional), or set GND_BIN to one of your own.',
    );
  });

  test("error: MissingPartError when one's own does not exist", () => {
    expect(() => findBinary(ANVIL, { ANVIL_BIN: "/none" })).toThrow(
      'The local chain (anvil) is missing: ANVIL_BIN is "/none", and there is no such file.',
    );
  });

  test("error: UnsupportedPlatformError says what else works", () => {
    expect(() => findBinary(GND, {}, "linux-riscv64")).toThrow(UnsupportedPlatformError);
    expect(() => findBinary(GND, {}, "linux-riscv64")).toThrow(
      'graph-node (gnd) has no npm package for "linux-riscv64". Set GND_BIN to one of your own',
    );
  });
});
