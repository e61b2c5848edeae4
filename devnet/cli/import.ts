import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { HistoryDescription } from "../history/format.ts";
import { importHegic } from "../history/importers/hegic.ts";
import { importMaker } from "../history/importers/maker.ts";
import { UsageError } from "../stack/errors.ts";
import type { CommandContext } from "./up.ts";

/** Turns the files of a folder into a history folder. */
type Importer = (from: string, out: string) => Promise<HistoryDescription>;

const IMPORTERS: Readonly<Record<string, Importer>> = { maker: importMaker, hegic: importHegic };

const USAGE = `Usage: seawall import maker|hegic --from DIR --out DIR

Turns recorded data that is not in the form of logs into a folder for "seawall up --history DIR".

  maker   ETH-A auctions and oracle values of 2019 and 2020 (two CSV files, one JSON file)
  hegic   Hegic v888 options of 2020 and 2021 (one Parquet file, one CSV file)

history.json in the new folder lists which fields are recorded and which are filled in, and how.`;

function parse(args: readonly string[]) {
  const options = {
    from: { type: "string" },
    out: { type: "string" },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/**
 * Runs `seawall import`.
 *
 * @returns Exit code: 0.
 * @throws {UsageError} when the source is unknown or a flag is missing.
 * @throws {ImportError} when the files are not what is expected.
 */
export async function importHistory(context: CommandContext): Promise<number> {
  const { values, positionals } = parse(context.args);
  if (values.help) {
    context.progress.line(USAGE);
    return 0;
  }
  const importer = IMPORTERS[positionals[0] ?? ""];
  if (importer === undefined || values.from === undefined || values.out === undefined)
    throw new UsageError(USAGE);
  const out = resolve(context.cwd, values.out);
  const { counts } = await importer(resolve(context.cwd, values.from), out);
  context.progress.line(
    `wrote ${counts.logs} logs of ${counts.blocks} blocks into ${out}; history.json says what is filled in`,
  );
  return 0;
}
