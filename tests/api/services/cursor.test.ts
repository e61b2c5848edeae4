import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { decodeCursor, encodeCursor } from "../../../api/services/cursor.ts";

describe("decodeCursor", () => {
  test("default: reads what encodeCursor writes", () => {
    const ids = fc.uint8Array({ maxLength: 64 }).map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), ids, (ordinal, id) => {
        expect(decodeCursor(encodeCursor({ ordinal, id }))).toEqual({ ordinal, id });
      }),
      { seed: 6 },
    );
  });

  test.each([
    "",
    "!!!",
    "abc",
    Buffer.from("1:xyz").toString("base64url"),
    Buffer.from("-1:0x").toString("base64url"),
  ])("error: InvalidRequestError for %j", (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(InvalidRequestError);
  });
});
