import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import type { Hex } from "viem";
import { z } from "zod";
import { ImportError } from "../../errors.ts";
import { type CsvRow, fieldOf, readCsv } from "../csv.ts";
import { unitsOf } from "../units-of.ts";
import { HEGIC_ASSETS, type HegicAsset, STRIKE_DECIMALS } from "./contracts.ts";

/** File of every option bought from 10 October 2020 to 27 January 2021. */
export const OPTIONS_FILE = "df_full.parquet";

/** File of what the contracts answered to `options(id)` for the first ids, in order of id. */
export const TERMS_FILE = "current_options.csv";

const ROWS = z.array(
  z.object({
    amount: z.number().positive(),
    price: z.number().positive(),
    timestamp: z.date(),
    expiration: z.date(),
    exercise_timestamp: z.date().nullable(),
    symbol: z.enum(["ETH", "WBTC"]),
  }),
);

type Row = z.infer<typeof ROWS>[number];

/** What the contract itself told of an option. */
export interface RecordedTerms {
  readonly holder: Hex;
  /** 10^-8 USD. */
  readonly strike: bigint;
  /** Units of the asset. */
  readonly locked: bigint;
  /** Units of the asset. */
  readonly premium: bigint;
  /** 1 put, 2 call. */
  readonly type: number;
  readonly row: CsvRow;
}

/** One option as recorded. Times are in seconds. */
export interface HegicOption {
  readonly asset: HegicAsset;
  /** Number in its contract: its place among the options of its asset. */
  readonly id: number;
  readonly purchase: number;
  readonly expiration: number;
  /** `null` when it was not exercised by the end of the record. */
  readonly exercise: number | null;
  /** Units of the asset. */
  readonly amount: bigint;
  /** Market price of the asset near the purchase, 10^-8 USD, rounded down. */
  readonly price: bigint;
  /** `null` behind the ids of the second file. */
  readonly terms: RecordedTerms | null;
  readonly row: CsvRow;
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** Keeps a row as text, in the same form as a row of a CSV file. */
function asText(row: Row, index: number): CsvRow {
  const texts = Object.entries(row).map(([name, value]) => {
    return [name, value instanceof Date ? value.toISOString() : String(value)] as const;
  });
  return { file: OPTIONS_FILE, line: index + 1, fields: Object.fromEntries(texts) };
}

async function readRows(folder: string): Promise<Row[]> {
  const path = join(folder, OPTIONS_FILE);
  const file = await asyncBufferFromFile(path).catch((cause) => {
    throw new ImportError(`"${path}" cannot be read. Give the folder that holds it with --from DIR.`, {
      cause,
    });
  });
  const parsed = ROWS.safeParse(await parquetReadObjects({ file }));
  if (!parsed.success) throw new ImportError(`${OPTIONS_FILE}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function termsOf(row: CsvRow): RecordedTerms {
  const field = (name: string) => fieldOf(row, name);
  return {
    holder: field("option_owner").toLowerCase() as Hex,
    strike: BigInt(field("strike")),
    locked: BigInt(field("strikeAmount.mul(optionCollateralizationRatio).div(100).add(strikeFee)")),
    premium: BigInt(field("premium")),
    type: Number(field("optionType")),
    row,
  };
}

/** The two files must tell the same of an option: its amount and the second at which it expires. */
function assertSame(option: HegicOption, row: CsvRow): void {
  const told = [BigInt(fieldOf(row, "amount")), Number(fieldOf(row, "expiration_date"))];
  if (told[0] === option.amount && told[1] === option.expiration) return;
  throw new ImportError(
    `${row.file} line ${row.line}: expected option ${option.asset.symbol}-${option.id} with amount ${option.amount} and expiration ${option.expiration}, but found ${told.join(" and ")}.`,
  );
}

function withTerms(option: HegicOption, row: CsvRow | undefined): HegicOption {
  if (row === undefined) return option;
  assertSame(option, row);
  return { ...option, terms: termsOf(row) };
}

function toOption(row: Row, asset: HegicAsset, id: number, text: CsvRow): HegicOption {
  return {
    asset,
    id,
    purchase: seconds(row.timestamp),
    expiration: seconds(row.expiration),
    exercise: row.exercise_timestamp === null ? null : seconds(row.exercise_timestamp),
    amount: unitsOf(row.amount, asset.decimals, "exact"),
    price: unitsOf(row.price, STRIKE_DECIMALS, "round down"),
    terms: null,
    row: text,
  };
}

/**
 * Reads every option, ETH first, in order of id. The rows of each asset are in order of purchase and complete, so
 * their place is the contract's number: the second file, which is in order of id, agrees for every row it has.
 *
 * @throws {ImportError} when a file is absent or malformed, or when the files disagree.
 */
export async function readOptions(folder: string): Promise<HegicOption[]> {
  const rows = (await readRows(folder)).map((row, index) => ({ row, text: asText(row, index) }));
  const terms = await readCsv(join(folder, TERMS_FILE));
  return HEGIC_ASSETS.flatMap((asset) => {
    const told = terms.filter((row) => fieldOf(row, "market") === asset.market);
    return rows
      .filter(({ row }) => row.symbol === asset.symbol)
      .map(({ row, text }, id) => withTerms(toOption(row, asset, id, text), told[id]));
  });
}
