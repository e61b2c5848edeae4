import type { RequestHandler, Response } from "express";
import { z } from "zod";
import { Slots } from "../ingest/slots.ts";
import { type LedgerCopy, type Part, VerifyError } from "../verify/ledger-copy.ts";

/** What `seawall verify` asks a running API for. */
export interface TallyRoutes {
  /** `/tally`: the layout of the ledger and where each network's copy stands. */
  readonly stands: RequestHandler;
  /** `/tally/part`: the tally of some blocks of one entity. */
  readonly part: RequestHandler;
  /** `/tally/rows`: the rows of some blocks of one entity. */
  readonly rows: RequestHandler;
}

const BLOCK = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(BigInt);

const PART = z
  .object({ network: z.string().max(100), entity: z.string().max(100), from: BLOCK, to: BLOCK })
  .transform(({ network, entity, from, to }): Part => ({ network, entity, range: { from, to } }));

const MAX_ROWS = 10_000;
const LIMIT = z.coerce.number().int().min(1).max(MAX_ROWS).default(MAX_ROWS);

/**
 * Makes the routes by which the copy can be compared with its source. A tally reads a whole table, so one runs at a
 * time, and the API offers them only when asked to (SEAWALL_TALLY).
 *
 * @param layout - Hash of the layout of the ledger.
 */
export function tallyRoutes(copy: LedgerCopy, layout: string): TallyRoutes {
  const slots = new Slots(1);
  const answer = (load: (query: unknown) => Promise<unknown>): RequestHandler => {
    return async ({ query }, response) => {
      try {
        send(response, 200, await slots.run(() => load(query)));
      } catch (error) {
        if (!(error instanceof VerifyError || error instanceof z.ZodError)) throw error;
        send(response, 400, { error: error.message });
      }
    };
  };
  return {
    stands: answer(async () => ({ layout, networks: await standsOf(copy) })),
    part: answer((query) => copy.tally(PART.parse(query))),
    rows: answer(async (query) => {
      const { limit } = z.object({ limit: LIMIT }).parse(query);
      return { rows: await copy.rows(PART.parse(query), limit) };
    }),
  };
}

async function standsOf(copy: LedgerCopy): Promise<Record<string, unknown>> {
  const networks = await copy.networks();
  return Object.fromEntries(
    await Promise.all(networks.map(async (network) => [network, await copy.stand(network)] as const)),
  );
}

/** Integers as strings, whatever their size; maps as objects. */
function send(response: Response, status: number, body: unknown): void {
  const text = JSON.stringify(body, (_key, value: unknown) => {
    if (typeof value === "bigint") return value.toString();
    return value instanceof Map ? Object.fromEntries(value) : value;
  });
  response.status(status).type("application/json").send(text);
}
