import { expect, test } from "vitest";
import { lazily } from "../../../api/domain/lazily.ts";

test("behavior: computes at the first call and never again", () => {
  let calls = 0;
  const value = lazily(() => {
    calls += 1;
    return null;
  });
  expect(calls).toBe(0);
  expect([value(), value(), calls]).toEqual([null, null, 1]);
});
