import fc from "fast-check";
import { afterAll, beforeAll, describe, test } from "vitest";
import {
  anyBlock,
  anyFirstBlock,
  type BlockCommand,
  type Real,
} from "../../support/world/reference/waterfall/block-command.ts";
import { EventBook } from "../../support/world/reference/waterfall/event-book.ts";
import { WaterfallChain } from "../../support/world/reference/waterfall/waterfall-chain.ts";
import { WaterfallModel } from "../../support/world/reference/waterfall/waterfall-model.ts";

/** Runs of random blocks; 500 take 25 seconds on two busy cores. SEAWALL_PROPERTY_RUNS asks for more or fewer. */
const RUNS = Number(process.env["SEAWALL_PROPERTY_RUNS"] ?? 500);
const MOST_BLOCKS = 12;

let chain: WaterfallChain;

beforeAll(async () => {
  chain = await WaterfallChain.start();
}, 180_000);

afterAll(async () => {
  await chain?.stop();
});

/** The state after the first block, on the chain that every run uses anew. */
async function begin(first: BlockCommand): Promise<{ readonly model: WaterfallModel; readonly real: Real }> {
  const model = new WaterfallModel(await chain.reset());
  const real = { chain, book: new EventBook(chain.layerOf) };
  await first.run(model, real);
  return { model, real };
}

describe("the full waterfall", () => {
  test("behavior: whatever happens, contracts, events and a plain model agree to the last unit", async () => {
    const blocks = fc.commands([anyBlock], { maxCommands: MOST_BLOCKS, size: "max" });
    const property = fc.asyncProperty(anyFirstBlock, blocks, async (first, commands) => {
      await fc.asyncModelRun(() => begin(first), commands);
    });
    await fc.assert(property, { numRuns: RUNS });
  }, 900_000);
});
