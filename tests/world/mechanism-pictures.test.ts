import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePictures, type PlayedWorld, readPictures } from "../../devnet/pictures/make-pictures.ts";
import { type LocalWorld, playLocalWorld } from "../../devnet/world/scenario.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { startWorldChain, type WorldChain } from "../support/world/world-chain.ts";

const PICTURES = resolve(import.meta.dirname, "../../docs/pictures/mechanisms");

/** Kinds of backstops that the reference contracts and the real ones register, by docs/mechanisms.md. */
const KINDS = [
  "AUCTION",
  "AUTO_DELEVERAGING",
  "BONDING",
  "CIRCUIT_BREAKER",
  "CLEARING",
  "CROSS_PROTOCOL_SHARED_POOL",
  "DYNAMIC_MARGIN",
  "INSURANCE_COVER",
  "LIQUIDATION_ENGINE",
  "LOSS_SOCIALISATION",
  "NATIVE_TOKEN_HEDGE",
  "OPTIONS_VAULT",
  "PEG_STABILITY_MODULE",
  "PROTOCOL_REVENUE_SURPLUS",
  "PUT_OPTION_BACKSTOP",
  "RECAPITALISATION",
  "REINSURANCE",
  "SOLVENCY_ATTESTATION",
  "STABILITY_POOL",
  "STAKED_SAFETY_MODULE",
  "STATIC_INSURANCE_FUND",
  "VARIANCE_SWAP",
];

let chain: WorldChain;
let world: LocalWorld;
let ledger: IndexedLedger;
let played: PlayedWorld;

beforeAll(async () => {
  chain = await startWorldChain("pictures");
  world = await playLocalWorld({ rpcUrl: chain.rpcUrl, onProgress: () => undefined });
  ledger = await indexLedger(world.network, chain.rpcUrl, world.blocks);
  played = { ledgerUrl: ledger.url, network: world.network };
}, 600_000);

afterAll(async () => {
  await ledger?.stop();
  await chain?.stop();
});

describe("the mechanisms in the default world", () => {
  test("default: every kind of backstop stands there", async () => {
    const { backstops } = await queryGraphql<{ backstops: { kind: string }[] }>(
      ledger.url,
      "{ backstops(first: 1000) { kind } }",
    );
    expect([...new Set(backstops.map(({ kind }) => kind))].sort()).toEqual(KINDS);
  });

  test("behavior: every mechanism has data in each panel of its picture", async () => {
    const pictures = await readPictures(played);
    const empty = pictures.flatMap(({ name, panels }) =>
      panels
        .filter(({ lines }) => lines.every(({ steps }) => steps.length === 0))
        .map(({ title }) => [name, title]),
    );
    expect(empty).toEqual([]);
  });

  test("behavior: the pictures of docs/mechanisms.md are those of this ledger (npm run pictures)", async () => {
    for (const [name, svg] of await makePictures(played))
      expect(svg, name).toBe(readFileSync(resolve(PICTURES, `${name}.svg`), "utf8"));
  });
});
