import { describe, expect, test } from "vitest";
import { exactDecimal } from "../../../api/domain/exact-decimal.ts";
import { PriceBoard, type PriceOrigin } from "../../../api/solvency/price-board.ts";
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

  test("behavior: only the protocol's own feeds, or only those of others", () => {
    const own = madePrice("weth", 1n, { feed: "own" });
    const other = madePrice("weth", 2n, { feed: "other", protocol: "0x71" });
    const feedOf = (origin: PriceOrigin, ...feeds: (typeof own)[]) => {
      const { feed, status, reason } = new PriceBoard(feeds).priceOf("weth", { ...POLICY, origin });
      return feed?.feed ?? [status, reason];
    };
    expect([feedOf("OWN", own, other), feedOf("OTHERS", own, other)]).toEqual(["own", "other"]);
    expect(feedOf("OWN", other)).toEqual([
      "NO_DATA",
      "The protocol has no price feed of its own for the asset.",
    ]);
    expect(feedOf("OTHERS", own)).toEqual([
      "NO_DATA",
      "No price feed of the asset is indexed besides the protocol's own.",
    ]);
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

  describe("a price in the network's own coin", () => {
    const inEther = madePrice("steth", 2n * 10n ** 18n, {
      quote: "ETH",
      decimals: 18,
      observedAt: AT - 100n,
    });
    const ether = madePrice("0x00", 150_050_000_000n, { coin: "ETH", observedAt: AT - 300n });

    // By hand: 2 ETH × 1,500.5 dollars; the older of the two observations is 300 s old.
    test("behavior: becomes dollars by the coin's own feed, and both are named", () => {
      const price = new PriceBoard([inEther, ether]).priceOf("steth", POLICY);
      expect(price).toMatchObject({ status: "OK", ageSeconds: 300n, feed: inEther, via: ether });
      expect(price.rate === null ? null : exactDecimal(price.rate)).toBe("3001");
    });

    test("behavior: no token with the same ticker converts it", () => {
      const board = new PriceBoard([inEther, { ...ether, coin: null }]);
      expect(board.priceOf("steth", POLICY)).toMatchObject({ rate: null, via: null, status: "NO_DATA" });
      expect(board.priceOf("steth", POLICY).reason).toContain("The price of the asset is in ETH");
    });

    test("behavior: there is one hop only", () => {
      const coin = { ...ether, quote: "BTC" };
      const bitcoin = madePrice("0xbb", 5_000_000_000_000n, { coin: "BTC" });
      expect(new PriceBoard([inEther, coin, bitcoin]).priceOf("steth", POLICY).status).toBe("NO_DATA");
    });

    test("behavior: an old price of the coin is the asset's flaw", () => {
      const old = { ...ether, observedAt: AT - 100_000n };
      expect(new PriceBoard([inEther, old]).priceOf("steth", POLICY)).toMatchObject({
        rate: null,
        via: old,
        status: "STALE_INPUT",
        reason: "Price of ETH: The last price is 100000 s old; 86400 s are allowed.",
      });
    });

    test("behavior: a feed in dollars comes before one in the coin", () => {
      const dollars = madePrice("steth", 300_000_000_000n, { feed: "dollars", ordinal: 0n });
      const board = new PriceBoard([inEther, ether, dollars]);
      expect(board.priceOf("steth", POLICY)).toMatchObject({ feed: { feed: "dollars" }, via: null });
    });
  });

  test("behavior: the price of one feed is asked for by its id", () => {
    const other = madePrice("weth", 3n, { feed: "other", protocol: "0x71" });
    const board = new PriceBoard([madePrice("weth", 2n), other]);
    expect(board.priceFrom("other", POLICY).feed?.price).toBe(3n);
    expect(board.priceFrom("nobody", POLICY).status).toBe("NO_DATA");
  });
});
