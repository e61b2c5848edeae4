import { z } from "zod";
import { type CopyTally, type LedgerCopy, type Part, type Stand, VerifyError } from "./ledger-copy.ts";
import type { TextRow } from "./tally.ts";

const INTEGER = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);

const STAND = z.object({ block: INTEGER, hash: z.string(), stateBlock: INTEGER, deployment: z.string() });

const STANDS = z.object({ layout: z.string(), networks: z.record(z.string(), STAND) });

const TALLY = z.object({
  stand: STAND,
  tally: z.object({ rows: INTEGER, content: INTEGER, sums: z.record(z.string(), INTEGER) }),
});

const ROWS = z.object({
  rows: z.array(z.object({ id: z.string(), values: z.record(z.string(), z.string().nullable()) })),
});

/** A tally over ten million rows takes a while. */
const TIMEOUT_MS = 600_000;

/** The copy of a running API, through its `/tally`: its file is locked for everybody else. */
export class ApiCopy implements LedgerCopy {
  readonly #url: string;
  readonly #layout: string;

  /**
   * @param url - Base URL of the API, such as `http://127.0.0.1:4000`.
   * @param layout - Hash of the layout that its ledger must have.
   */
  constructor(url: string, layout: string) {
    this.#url = url;
    this.#layout = layout;
  }

  async networks(): Promise<readonly string[]> {
    return Object.keys(await this.#stands());
  }

  async stand(network: string): Promise<Stand | null> {
    return (await this.#stands())[network] ?? null;
  }

  async tally(part: Part): Promise<CopyTally> {
    const { stand, tally } = await this.#get("/tally/part", TALLY, part);
    return { stand, tally: { ...tally, sums: new Map(Object.entries(tally.sums)) } };
  }

  async rows(part: Part, limit: number): Promise<readonly TextRow[]> {
    return (await this.#get("/tally/rows", ROWS, part, limit)).rows;
  }

  async #stands(): Promise<Readonly<Record<string, Stand>>> {
    const { layout, networks } = await this.#get("/tally", STANDS);
    if (layout === this.#layout) return networks;
    throw new VerifyError(
      `The API at ${this.#url} keeps another layout of the ledger (${layout}) than this version (${this.#layout}). ` +
        "Verify with the version of Seawall that the API runs.",
    );
  }

  async #get<T>(path: string, shape: z.ZodType<T>, part?: Part, limit?: number): Promise<T> {
    const url = new URL(path, this.#url);
    for (const [name, value] of Object.entries(part === undefined ? {} : parametersOf(part)))
      url.searchParams.set(name, value);
    if (limit !== undefined) url.searchParams.set("limit", String(limit));
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: Error) => {
      throw new VerifyError(`The API at ${this.#url} does not answer (${cause.message}). Check --api.`, {
        cause,
      });
    });
    if (!answer.ok) throw new VerifyError(await problemOf(answer, this.#url));
    return shape.parse(await answer.json());
  }
}

function parametersOf({ network, entity, range }: Part): Record<string, string> {
  return { network, entity, from: String(range.from), to: String(range.to) };
}

async function problemOf(answer: Response, url: string): Promise<string> {
  if (answer.status === 404)
    return `The API at ${url} does not offer tallies. Set SEAWALL_TALLY=1 for it, or stop it and give its file with --store.`;
  const body = (await answer.json().catch(() => null)) as { error?: string } | null;
  return `The API at ${url} answered HTTP ${answer.status}: ${body?.error ?? "no reason given"}`;
}
