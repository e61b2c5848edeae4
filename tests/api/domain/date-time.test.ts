import { describe, expect, test } from "vitest";
import { formatDateTime, parseDateTime } from "../../../api/domain/date-time.ts";
import { InvalidRequestError } from "../../../api/domain/errors.ts";

describe("parseDateTime", () => {
  // date -u -d @1584020109: the first recorded kick of 12 March 2020.
  test("default", () => {
    expect(parseDateTime("2020-03-12T13:35:09Z")).toBe(1_584_020_109n);
    expect(parseDateTime("2020-03-12T15:35:09+02:00")).toBe(1_584_020_109n);
    expect(formatDateTime(1_584_020_109n)).toBe("2020-03-12T13:35:09Z");
  });

  test.each(["2020-03-12", "2020-03-12T13:35:09", "2020-13-12T13:35:09Z", "2020-03-12T13:35:09.5Z", "now"])(
    "error: InvalidRequestError for %s",
    (text) => {
      expect(() => parseDateTime(text)).toThrow(InvalidRequestError);
    },
  );
});
