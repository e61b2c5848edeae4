import type { Abi } from "viem";
import { describe, expect, test } from "vitest";
import { EventNotFoundError, findEvent, manifestSignature } from "../../subgraph/manifest/event-signature.ts";

const TUPLE_EVENT = {
  type: "event",
  name: "Liquidation",
  inputs: [
    { name: "accountId", type: "uint128", indexed: true },
    {
      name: "data",
      type: "tuple[]",
      indexed: false,
      components: [
        { name: "a", type: "uint256" },
        { name: "b", type: "tuple", components: [{ name: "c", type: "address" }] },
      ],
    },
  ],
} as const;

const ABI: Abi = [
  { type: "event", name: "Expire", inputs: [{ name: "id", type: "uint256", indexed: true }] },
  {
    type: "event",
    name: "Expire",
    inputs: [
      { name: "id", type: "uint256", indexed: true },
      { name: "premium", type: "uint256", indexed: false },
    ],
  },
  TUPLE_EVENT,
  { type: "function", name: "Only", inputs: [], outputs: [], stateMutability: "view" },
];

describe("manifestSignature", () => {
  test("writes indexed before the type and leaves names out", () => {
    expect(manifestSignature(findEvent(ABI, "Options", "Expire(uint256,uint256)"))).toBe(
      "Expire(indexed uint256,uint256)",
    );
  });

  test("writes tuples as lists of types, arrays of tuples included", () => {
    expect(manifestSignature(TUPLE_EVENT)).toBe("Liquidation(indexed uint128,(uint256,(address))[])");
  });
});

describe("findEvent", () => {
  test("finds an overloaded event by its types", () => {
    expect(findEvent(ABI, "Options", "Expire(uint256)").inputs).toHaveLength(1);
  });

  test("finds an event by its indexed words where the ABI has the same types twice", () => {
    const inputs = [{ name: "amount", type: "uint256", indexed: false }] as const;
    const abi: Abi = [
      { type: "event", name: "Paid", inputs: [{ ...inputs[0], indexed: true }] },
      { type: "event", name: "Paid", inputs },
    ];
    expect(findEvent(abi, "Fund", "Paid(indexed uint256)").inputs[0]?.indexed).toBe(true);
    expect(findEvent(abi, "Fund", "Paid(uint256)").inputs[0]?.indexed).toBe(false);
    expect(() => findEvent(abi, "Fund", "Paid")).toThrow(EventNotFoundError);
  });

  test.each(["Expire", "Exercise", "Expire(address)", "Only"])("refuses %s", (reference) => {
    expect(() => findEvent(ABI, "Options", reference)).toThrow(EventNotFoundError);
  });

  test("names the contract, the event and what there is", () => {
    expect(() => findEvent(ABI, "Options", "Exercise")).toThrow(
      /exactly one event "Exercise" in the ABI of "Options", which has: "Expire\(uint256\)"/,
    );
  });

  test("says so when the ABI has no events", () => {
    expect(() => findEvent([], "Options", "Exercise")).toThrow(/which has: none/);
  });
});
