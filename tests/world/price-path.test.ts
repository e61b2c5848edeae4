import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PRICE_PATH, priceWad } from "../../devnet/world/price-path.ts";
import { SHARED_MISSING, sharedPath } from "../support/shared.ts";

interface RecordedLog {
  readonly blockNumber: number;
  readonly transactionHash: string;
  readonly returnValues: { readonly val: string };
}

const file = sharedPath("data", "maker-black-thursday", "osm-events-raw.json");

describe("PRICE_PATH", () => {
  test("default", () => {
    const hours = PRICE_PATH.map(({ hour }) => Date.parse(hour));
    expect(hours).toEqual([...hours].sort((a, b) => a - b));
    expect(hours.every((hour) => hour % 3_600_000 === 0)).toBe(true);
    expect(PRICE_PATH[0].priceUsd).toBe("191.16");
  });

  test.skipIf(file === null)(
    file === null
      ? "skipped: recorded data folder not found"
      : "behavior: every waypoint is in the recorded logs",
    () => {
      const logs = JSON.parse(readFileSync(file ?? "", "utf8")) as RecordedLog[];
      const byTransaction = new Map(logs.map((log) => [log.transactionHash, log]));
      for (const waypoint of PRICE_PATH) {
        const log = byTransaction.get(waypoint.transaction);
        expect(log?.blockNumber).toBe(waypoint.block);
        expect(BigInt(log?.returnValues.val ?? 0)).toBe(priceWad(waypoint));
      }
    },
  );

  test.skipIf(file === null)(
    file === null ? SHARED_MISSING : "behavior: each hour has one recorded value",
    () => {
      const logs = JSON.parse(readFileSync(file ?? "", "utf8")) as RecordedLog[];
      const first = logs.findIndex(({ transactionHash }) => transactionHash === PRICE_PATH[0].transaction);
      for (const { hour, transaction } of PRICE_PATH) {
        const hoursLater = (Date.parse(hour) - Date.parse(PRICE_PATH[0].hour)) / 3_600_000;
        expect(logs[first + hoursLater]?.transactionHash).toBe(transaction);
      }
    },
  );
});
