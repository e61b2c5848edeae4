import { expect, test } from "vitest";
import { ContextError, dataSourceContext } from "../../subgraph/manifest/context.ts";

const EXPECTED = { ilk: "String", vat: "Bytes", decimals: "Int", live: "Bool", "feed?": "Bytes" } as const;
const VALUES = { ilk: "ETH-A", vat: "0xABcd", decimals: 18, live: true };

test("types every value and writes bytes in lower case", () => {
  expect(dataSourceContext("Flip", EXPECTED, VALUES)).toEqual({
    ilk: { type: "String", data: "ETH-A" },
    vat: { type: "Bytes", data: "0xabcd" },
    decimals: { type: "Int", data: 18 },
    live: { type: "Bool", data: true },
  });
});

test("takes an optional value when there is one", () => {
  expect(dataSourceContext("Flip", EXPECTED, { ...VALUES, feed: "0x01" })["feed"]).toEqual({
    type: "Bytes",
    data: "0x01",
  });
});

test.each([
  ["a missing value", { ilk: "ETH-A", vat: "0xab", decimals: 18 }],
  ["an unknown key", { ...VALUES, colour: "red" }],
  ["a number for a text", { ...VALUES, ilk: 1 }],
  ["half a byte", { ...VALUES, vat: "0xabc" }],
  ["no bytes", { ...VALUES, vat: "0x" }],
  ["a fraction", { ...VALUES, decimals: 1.5 }],
  ["more than 31 bits", { ...VALUES, decimals: 2 ** 31 }],
  ["a text for a flag", { ...VALUES, live: "yes" }],
])("refuses %s", (_, values) => {
  expect(() => dataSourceContext("Flip", EXPECTED, values)).toThrow(ContextError);
});

test("names the source, the key and what came", () => {
  expect(() => dataSourceContext("Flip", EXPECTED, { ...VALUES, decimals: "18" })).toThrow(
    'Expected the context of "Flip" to hold Int as "decimals", got "18".',
  );
});
