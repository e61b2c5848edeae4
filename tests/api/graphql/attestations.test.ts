import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { fact, storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, idOf, protocolRow } from "../../support/ledger-rows.ts";

const VAULT = idOf("vault");
const USDC = "0x00000000000000000000000000000000000000dc";
const AUDITOR = "0x00000000000000000000000000000000000000a1";

let store: Store;
let api: TestApi;

/** Totals in whole dollars. */
function attested(block: number, assets: number, isVerified: boolean) {
  return fact(
    VAULT,
    { block },
    {
      attester: AUDITOR,
      epoch: String(block),
      assets: String(assets * 10 ** 6),
      liabilities: "100000000",
      asset: USDC,
      isVerified,
    },
  );
}

beforeAll(async () => {
  const rows = {
    Protocol: [protocolRow("vault")],
    Asset: [assetRow(USDC, "USDC", 6)],
    Attestation: [attested(10, 120, true), attested(20, 500, false)],
  };
  store = await storeWith(rows, 30);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const QUERY = `query ($asOf: AsOfInput, $age: Int) {
  solvency(protocol: "vault", asOf: $asOf) {
    attestations(maxAgeSeconds: $age) {
      definition { id }
      provenance { blockNumber inputCompleteness }
      statements { attester epoch ageSeconds isVerified status assets { decimal } attestedCoverage { value status } }
    }
  }
}`;

describe("attestations", () => {
  // By hand: 120 / 100. Nothing is known of block 15 itself, so the answer is of block 10, the last known before.
  test("default", async () => {
    const { data } = await api.ask(QUERY, { asOf: { blockNumber: "15" } });
    expect(data.solvency.attestations).toEqual({
      definition: { id: "attestations" },
      provenance: { blockNumber: "10", inputCompleteness: "1" },
      statements: [
        {
          attester: AUDITOR,
          epoch: "10",
          ageSeconds: "0",
          isVerified: true,
          status: "OK",
          assets: { decimal: "120" },
          attestedCoverage: { value: "1.2", status: "OK" },
        },
      ],
    });
  });

  // By hand: the last block is 30, so the proven statement of block 10 is 200 s old.
  test("behavior: a statement without proof is shown as stated, and one too old is not believed", async () => {
    const { data } = await api.ask(QUERY, { age: 199 });
    expect(data.solvency.attestations.statements).toMatchObject([
      { epoch: "10", ageSeconds: "200", status: "STALE_INPUT", attestedCoverage: { value: null } },
      {
        epoch: "20",
        status: "NOT_APPLICABLE",
        assets: { decimal: "500" },
        attestedCoverage: { value: null, status: "NOT_APPLICABLE" },
      },
    ]);
  });

  test("error: a negative age", async () => {
    const { errors } = await api.ask(QUERY, { age: -1 });
    expect(errors[0]?.message).toBe("Expected maxAgeSeconds of 0 or more, got -1.");
  });
});
