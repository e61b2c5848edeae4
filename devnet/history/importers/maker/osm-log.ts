import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ImportError } from "../../errors.ts";
import { LOG, type RecordedLog } from "../../format.ts";

/** File of the raw logs of the ETH oracle. */
export const OSM_FILE = "osm-events-raw.json";

const EVENTS = z.array(
  z.object({
    address: z.string(),
    blockNumber: z.int(),
    logIndex: z.int(),
    transactionIndex: z.int(),
    transactionHash: z.string(),
    removed: z.literal(false),
    raw: z.object({ data: z.string(), topics: z.array(z.string()) }),
  }),
);

/** A recorded log whose block's time is not known yet. */
export type UntimedLog = Omit<RecordedLog, "timestamp">;

const UNTIMED_LOG = LOG.omit({ timestamp: true });

/**
 * Reads the recorded logs of the oracle, in order of block. Only the letter case of the address changes.
 *
 * @throws {ImportError} when the file is absent or has another form.
 */
export async function readOsmLogs(folder: string): Promise<UntimedLog[]> {
  const path = join(folder, OSM_FILE);
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new ImportError(`"${path}" cannot be read. Give the folder that holds it with --from DIR.`, {
      cause,
    });
  });
  const parsed = EVENTS.safeParse(JSON.parse(text));
  if (!parsed.success) {
    throw new ImportError(`${OSM_FILE} is not a list of web3 events: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data
    .map(({ raw, removed: _, ...log }) =>
      UNTIMED_LOG.parse({ ...log, address: log.address.toLowerCase(), topics: raw.topics, data: raw.data }),
    )
    .sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}
