import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CASCADE_HEAD, CASCADE_LEDGER, WETH } from "../../support/cascade-ledger.ts";
import { type JobApi, startJobApi } from "../../support/jobs/job-api.ts";

let api: JobApi;

beforeAll(async () => {
  api = await startJobApi(CASCADE_LEDGER, CASCADE_HEAD);
});

afterAll(() => api?.close());

const SCENARIO = `{ name: "a third", stepSeconds: 600, findMultiplier: true, paths: [{ asset: "${WETH}", multiples: [1, 0.7] }] }`;
const REPLAY = `name survived loss { exact } unabsorbed { exact } levels { level addedLoss { exact } }
  path { at loss liquidated } prices { asset { symbol } start last } multiplierToFailure { value method }
  layers { backstop { name } drawn { exact } } provenance { calcId blockHash inputCompleteness } warnings`;
const REVERSE = `isBrokenNow distance { value n method } nearest { moves { asset { symbol } simpleReturn } loss resources }
  historicalScale { value } historicalEnd run { share } failure { value interval { upper } } provenance { calcId } assumptions`;

describe("submitReplay", () => {
  test("default: the job finds in its thread what the query finds at once, to the last byte", async () => {
    const asked = await api.ask(`{ replay(protocol: "cascade", scenario: ${SCENARIO}) { ${REPLAY} } }`);
    const { data, errors } = await api.ask(
      `mutation { submitReplay(protocol: "cascade", scenario: ${SCENARIO}) { id kind state arguments } }`,
    );
    expect(errors).toEqual([]);
    expect(data.submitReplay).toMatchObject({ kind: "replay", state: "QUEUED" });
    expect(JSON.parse(data.submitReplay.arguments)).toMatchObject({
      protocol: "cascade",
      scenario: { name: "a third" },
    });
    const job = await api.settled(data.submitReplay.id, `replay { ${REPLAY} } reverseStress { isBrokenNow }`);
    expect(job).toMatchObject({ state: "SUCCEEDED", error: null, progress: 1, reverseStress: null });
    expect(JSON.stringify(job.replay)).toBe(JSON.stringify(asked.data.replay));
  });

  test("behavior: submitting it again finds the same job", async () => {
    const submit = `mutation { submitReplay(protocol: "cascade", scenario: ${SCENARIO}, idempotencyKey: "mine") { id state } }`;
    const [first, second] = [await api.ask(submit), await api.ask(submit)];
    expect(second.data).toEqual(first.data);
    expect(first.data.submitReplay.state).toBe("SUCCEEDED");
  });

  test("error: a scenario that does not fit the book fails the job, which says why", async () => {
    const { data } = await api.ask(
      `mutation { submitReplay(protocol: "cascade", scenario: { paths: [{ asset: "0x01", multiples: [1] }] }) { id } }`,
    );
    const job = await api.settled(data.submitReplay.id, "replay { survived }");
    expect(job).toMatchObject({ state: "FAILED", progress: null, replay: null });
    expect(job.error).toMatch(/0x01/);
  });

  test("error: a protocol that is not indexed is refused at once", async () => {
    const { errors } = await api.ask(
      `mutation { submitReplay(protocol: "nobody", scenario: ${SCENARIO}) { id } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
  });
});

describe("submitReverseStress", () => {
  test("default: the job finds in its thread what the query finds at once, to the last byte", async () => {
    const search = "windowDays: 12, directions: 200";
    const asked = await api.ask(
      `{ stress(protocol: "cascade") { reverseStress(${search}) { ${REVERSE} } } }`,
    );
    const { data, errors } = await api.ask(
      `mutation { submitReverseStress(protocol: "cascade", ${search}) { id kind } }`,
    );
    expect(errors).toEqual([]);
    expect(data.submitReverseStress.kind).toBe("reverse-stress");
    const job = await api.settled(
      data.submitReverseStress.id,
      `reverseStress { ${REVERSE} } replay { survived }`,
    );
    expect(job).toMatchObject({ state: "SUCCEEDED", replay: null });
    expect(JSON.stringify(job.reverseStress)).toBe(JSON.stringify(asked.data.stress.reverseStress));
  });
});
