import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { Abi } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Contract } from "../../devnet/world/chain-driver.ts";
import type { SourceConfig } from "../../subgraph/manifest/network.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { readLedger } from "../support/e2e/ledger.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PAGE = readFileSync(resolve(ROOT, "docs/backstop-standard.md"), "utf8");
const TOKEN = `
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
contract Token is ERC20("Acme dollar", "USDA") {
  constructor() { _mint(msg.sender, 10_000); }
}`;

interface Output {
  readonly errors?: readonly { readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<
      string,
      Record<string, { readonly abi: Abi; readonly evm: { readonly bytecode: { object: string } } }>
    >
  >;
}

/** Returns the text between the fences of a language on the page of the standard. */
function fenced(language: string): string {
  const [, text] = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(PAGE) ?? [];
  if (text === undefined) throw new Error(`docs/backstop-standard.md has no block of ${language}`);
  return text;
}

/** Compiles the emitter of the page as a protocol team would: without a warning, for an EVM without new opcodes. */
function compile(): (name: string) => { readonly abi: Abi; readonly bytecode: string } {
  const require = createRequire(import.meta.url);
  const solc = require("solc") as { compile(input: string, callbacks: object): string };
  const input = {
    language: "Solidity",
    sources: { emitter: { content: fenced("solidity") }, token: { content: TOKEN } },
    settings: { evmVersion: "shanghai", outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const findImport = (path: string) => {
    const own = path.startsWith("standard/")
      ? resolve(ROOT, "devnet/contracts", path)
      : require.resolve(path);
    return { contents: readFileSync(own, "utf8") };
  };
  const { errors = [], contracts } = JSON.parse(
    solc.compile(JSON.stringify(input), { import: findImport }),
  ) as Output;
  expect(errors.map(({ formattedMessage }) => formattedMessage)).toEqual([]);
  return (name) => {
    const found = contracts?.["emitter"]?.[name] ?? contracts?.["token"]?.[name];
    if (found === undefined) throw new Error(`the sources have no contract ${name}`);
    return { abi: found.abi, bytecode: `0x${found.evm.bytecode.object}` };
  };
}

const STATE = `{
  protocols { slug eventCount skippedCount }
  assets { symbol decimals }
  backstops { name kind layer rank contract market { name } }
  backstopBalances { balance cumulativeIn cumulativeOut asset { symbol } }
  deficits { open created covered }
  deficitChanges(orderBy: ordinal) { id action amount account }
  fundFlows(orderBy: ordinal) { direction cause amount balanceAfter causedBy }
  lossAllocations { loss layer rank amount }
}`;

interface State {
  readonly deficitChanges: readonly { readonly id: string }[];
  readonly [list: string]: readonly object[];
}

let anvil: TestAnvil;
let chain: BlockPerCall;
let fund: Contract;
let ledger: IndexedLedger;

async function play(): Promise<number> {
  const contracts = compile();
  const token = contracts("Token");
  const acme = contracts("AcmeFund");
  const usd = await chain.deploy("Token", token.abi, token.bytecode);
  fund = await chain.deploy("AcmeFund", acme.abi, acme.bytecode, [usd.address, chain.address(0)]);
  await chain.call(0, usd, { functionName: "approve", args: [fund.address, 10_000n] });
  await chain.call(0, fund, { functionName: "payFee", args: [1_000n] });
  const args = [chain.address(1), 1_500n];
  return Number((await chain.call(0, fund, { functionName: "cover", args })).blockNumber);
}

beforeAll(async () => {
  anvil = await startAnvil();
  chain = new BlockPerCall(anvil.url);
  const head = await play();
  const entry = JSON.parse(fenced("json")) as SourceConfig;
  const sources = [{ ...entry, address: fund.address }];
  const network = { name: "standard", graphNetwork: "seawall-standard", chainId: 31337, sources };
  ledger = await indexLedger(network, anvil.url, head);
}, 600_000);

afterAll(async () => {
  await ledger?.stop();
  await anvil?.stop();
});

describe("the emitter and the entry of docs/backstop-standard.md", () => {
  test("behavior: give the ledger that the page says", async () => {
    const state = await queryGraphql<State>(ledger.url, STATE);
    const [created] = state.deficitChanges;
    // The page's numbers: fees of 1,000 and a bad debt of 1,500 of account 1.
    expect(state).toEqual({
      protocols: [{ slug: "acme", eventCount: "8", skippedCount: "0" }],
      assets: [{ symbol: "USDA", decimals: 18 }],
      backstops: [
        {
          name: "Acme fund",
          kind: "STATIC_INSURANCE_FUND",
          layer: "INSURANCE_FUND",
          rank: 1,
          contract: fund.address.toLowerCase(),
          market: { name: "Acme loans" },
        },
      ],
      backstopBalances: [
        { balance: "0", cumulativeIn: "1000", cumulativeOut: "1000", asset: { symbol: "USDA" } },
      ],
      deficits: [{ open: "500", created: "1500", covered: "1000" }],
      deficitChanges: [
        { id: created?.id, action: "CREATED", amount: "1500", account: chain.address(1).toLowerCase() },
        {
          id: state.deficitChanges[1]?.id,
          action: "COVERED",
          amount: "1000",
          account: fund.address.toLowerCase(),
        },
      ],
      fundFlows: [
        { direction: "IN", cause: "FEE", amount: "1000", balanceAfter: "1000", causedBy: null },
        { direction: "OUT", cause: "COVERAGE", amount: "1000", balanceAfter: "0", causedBy: created?.id },
      ],
      lossAllocations: [{ loss: created?.id, layer: "INSURANCE_FUND", rank: 1, amount: "1000" }],
    });
  });

  test("behavior: the ledger is what the contract's views say, and its invariants hold", async () => {
    const query = "{ backstopBalances { balance } deficits { open } }";
    const state = await queryGraphql<Record<string, Record<string, string>[]>>(ledger.url, query);
    expect(state["backstopBalances"]?.[0]?.["balance"]).toBe(
      String(await chain.read<bigint>(fund, "reserve")),
    );
    expect(state["deficits"]?.[0]?.["open"]).toBe(String(await chain.read<bigint>(fund, "openDeficit")));
    expect(invariantViolations(await readLedger(ledger.url))).toEqual([]);
  });

  test("behavior: the contract answers the version that it declared", async () => {
    const { parameterChanges } = await queryGraphql<{ parameterChanges: { value: string }[] }>(
      ledger.url,
      '{ parameterChanges(where: { name: "backstopStandardVersion" }) { value } }',
    );
    const version = await chain.read<bigint>(fund, "backstopStandardVersion");
    expect(parameterChanges).toEqual([{ value: String(version) }]);
  });
});
