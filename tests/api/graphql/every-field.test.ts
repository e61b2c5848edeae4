import {
  buildASTSchema,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTypeDefs } from "../../../api/graphql/type-defs.ts";
import type { Job } from "../../../api/services/jobs/job.ts";
import type { Store } from "../../../api/store/store.ts";
import { NO_JOBS, startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const schema = buildASTSchema(loadTypeDefs());
const MAX_DEPTH = 6;
const JOB: Job = {
  ...{ id: "1", kind: "replay", network: "mainnet", block: { number: 150n, hash: "0x96" }, args: null },
  ...{ state: "FAILED", attempts: 1, submittedAt: 1n, startedAt: 2n, finishedAt: 3n, error: "Why." },
};
/** Arguments of fields that need some, by type and field. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  "Query.series":
    '(metric: "balance", subject: "0x6865676963878f15ffc8b894a1ba7647c7176e4c01f74e140b", asset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", from: "2020-03-12T08:15:00Z", to: "2020-03-12T08:30:00Z")',
  "Query.job": '(id: "1")',
  "Query.replay": '(protocol: "maker", scenario: { steps: 1 })',
  "Query.solvency": '(protocol: "maker")',
  "Query.stressEpisode":
    '(id: "BAD_DEBT/0x6d616b6572/0x35d1b3f3d7966a1dfe207aa4514c12a259a0492b/1584000900")',
  "Query.optionBook": '(protocol: "hegic")',
  "Query.stress": '(protocol: "maker")',
  "Query.tail":
    '(metric: "balance", subject: "0x6865676963878f15ffc8b894a1ba7647c7176e4c01f74e140b", asset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", bucket: MINUTE_5)',
  "Stress.jointTail": '(asset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2")',
  "Stress.coMovement": '(asset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2")',
  "Smile.at": "(strikes: [100])",
  "Smile.stripVariance": "(strikes: [90, 100, 110])",
  "Stress.redemptionPut": '(market: "ETH-A")',
  "Solvency.reinsurance": '(loss: "1")',
  "Stress.runway": "(needed: 1)",
  "Stress.cascade": '(asset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2")',
  "Stress.horizon": '(asset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2")',
  "Stress.debtSpiral":
    '(asset: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", debtAsset: "0x35d1b3f3d7966a1dfe207aa4514c12a259a0492b", impact: { model: LINEAR, perUnit: 0.001 }, debtImpact: { model: LINEAR, perUnit: 0.001 })',
  "Backstop.coverage": "(measure: EXPOSURE_AT_DEFAULT)",
  "Solvency.collateralRatio": '(market: "ETH-A")',
  "Solvency.waterfall": '(loss: "1")',
  "Solvency.waterfallByAsset": "(losses: [])",
  "Solvency.coverage": "(measure: EXPOSURE_AT_DEFAULT)",
};

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, 200);
  api = await startTestApi(store, undefined, undefined, { jobs: { ...NO_JOBS, find: async () => JOB } });
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

/** Writes a selection of every field, each object type once on a path. */
function everything(type: GraphQLObjectType, path: readonly string[]): string {
  const fields = Object.values(type.getFields()).flatMap(({ name, type: fieldType }) => {
    const named = getNamedType(fieldType);
    const field = `${name}${ARGUMENTS[`${type.name}.${name}`] ?? ""}`;
    if (isLeafType(named)) return [field];
    if (!isObjectType(named) || path.includes(named.name) || path.length >= MAX_DEPTH) return [];
    const inner = everything(named, [...path, named.name]);
    return inner === "" ? [] : [`${field} { ${inner} }`];
  });
  return fields.join(" ");
}

function rootFields(): [name: string, type: GraphQLObjectType][] {
  const query = schema.getQueryType();
  return Object.values(query?.getFields() ?? {}).flatMap(({ name, type }) => {
    const named = getNamedType(type);
    return isObjectType(named) ? [[name, named] as [string, GraphQLObjectType]] : [];
  });
}

function describedParts(type: GraphQLNamedType): [string, string | null | undefined][] {
  const own: [string, string | null | undefined][] = [[type.name, type.description]];
  if ("getFields" in type) {
    for (const field of Object.values(type.getFields())) {
      own.push([`${type.name}.${field.name}`, field.description]);
      const args: readonly GraphQLArgument[] = "args" in field ? field.args : [];
      own.push(
        ...args.map((arg): [string, string | null | undefined] => [
          `${type.name}.${field.name}(${arg.name})`,
          arg.description,
        ]),
      );
    }
  }
  if ("getValues" in type)
    own.push(
      ...type
        .getValues()
        .map((v): [string, string | null | undefined] => [`${type.name}.${v.name}`, v.description]),
    );
  return own;
}

describe("the schema", () => {
  test.each(rootFields())("behavior: every field under %s has an answer", async (name, type) => {
    const { data, errors } = await api.ask(
      `{ ${name}${ARGUMENTS[`Query.${name}`] ?? ""} { ${everything(type, [type.name])} } }`,
    );
    expect(errors).toEqual([]);
    expect(data[name]).not.toBeNull();
  });

  test("behavior: every type, field, argument and value is described", () => {
    const BUILT_IN = /^(__|String$|Int$|Float$|Boolean$|ID$)/;
    const types = Object.values(schema.getTypeMap()).filter((type) => !BUILT_IN.test(type.name));
    const missing = types.flatMap(describedParts).filter(([, description]) => !description?.trim());
    expect(missing).toEqual([]);
  });
});
