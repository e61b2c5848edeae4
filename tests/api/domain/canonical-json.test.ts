import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../api/domain/canonical-json.ts";

describe("canonicalJson", () => {
  test("default: keys sorted, absent keys left out, bigint as string", () => {
    expect(canonicalJson({ b: 1n, a: [true, null, "x"], c: undefined, d: { z: 1, y: '"' } })).toBe(
      '{"a":[true,null,"x"],"b":"1","d":{"y":"\\"","z":1}}',
    );
  });

  test("behavior: the order of keys does not matter", () => {
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
  });
});
