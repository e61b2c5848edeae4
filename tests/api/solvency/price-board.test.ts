import { describe, expect, test } from "vitest";
import { PriceBoard } from "../../../api/solvency/price-board.ts";
import { AT, madePrice, PROTOCOL } from "../../support/made-book.ts";

const POLICY = { protocol: PROTOCOL, at: AT, maxAge: null };

describe("PriceBoard", () => {
  test("default", () => {
    const price = new PriceBoard([madePrice("weth", 2_000n)]).priceOf("weth", POLICY);
    expect(price).toMatchObject({ status: "OK", ageSeconds: 60n, feed: { price: 2_000n } });
  });

  test("behavior: an asset without a feed has no price", () => {
    expect(new PriceBoard([]).priceOf("dai", POLICY)).toMatchObject({ feed: null, status: "NO_DATA" });
  });

  test("behavior: the protocol's own feed comes before a better source of another one", () => {
    const own = madePrice("weth", 1n, { feed: "own", source: "PROTOCOL" });
    const other = madePrice("weth", 2n, { feed: "other", protocol: "0x71" });
    expect(new PriceBoard([other, own]).priceOf("weth", POLICY).feed?.feed).toBe("own");
  });

  test("behavior: a feed that is too old gives way to one that is not", () => {
    const old = madePrice("weth", 1n, { heartbeat: 59 });
    const other = madePrice("weth", 2n, { feed: "other", protocol: "0x71" });
    expect(new PriceBoard([old, other]).priceOf("weth", POLICY).feed?.feed).toBe("other");
    expect(new PriceBoard([old]).priceOf("weth", POLICY)).toMatchObject({
      status: "STALE_INPUT",
      reason: "The last price is 60 s old; 59 s are allowed.",
    });
  });

  test("behavior: the age allowed is the caller's, else the heartbeat, else a day", () => {
    const aged = (observedAt: bigint, heartbeat: number | null) =>
      new PriceBoard([madePrice("weth", 1n, { observedAt, heartbeat })]);
    expect(aged(AT - 3_600n, 3_600).priceOf("weth", POLICY).status).toBe("OK");
    expect(aged(AT - 3_601n, 3_600).priceOf("weth", POLICY).status).toBe("STALE_INPUT");
    expect(aged(AT - 3_601n, 3_600).priceOf("weth", { ...POLICY, maxAge: 4_000n }).status).toBe("OK");
    expect(aged(AT - 86_400n, null).priceOf("weth", POLICY).status).toBe("OK");
    expect(aged(AT - 86_401n, null).priceOf("weth", POLICY).status).toBe("STALE_INPUT");
  });

  test("behavior: a feed whose last observation is invalid has no price, whatever it said before", () => {
    const board = new PriceBoard([madePrice("weth", null, { status: "INVALID" })]);
    expect(board.priceOf("weth", POLICY).status).toBe("NO_DATA");
  });
});
