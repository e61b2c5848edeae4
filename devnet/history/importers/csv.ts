import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ImportError } from "../errors.ts";

/** A row of a CSV file: its fields as text, without blanks around them. */
export interface CsvRow {
  /** Name of the file, without folder. */
  readonly file: string;
  /** Line in the file, the header being line 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads a file of an import as text. */
async function readSource(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new ImportError(`"${path}" cannot be read. Give the folder that holds it with --from DIR.`, {
      cause,
    });
  }
}

/**
 * Reads a CSV file without quoted fields.
 *
 * @throws {ImportError} when the file cannot be read, or a row has more or fewer fields than the header.
 */
export async function readCsv(path: string): Promise<CsvRow[]> {
  const file = basename(path);
  const [header = "", ...lines] = (await readSource(path)).trimEnd().split(/\r?\n/);
  const names = header.split(",").map((name) => name.trim());
  return lines.map((text, index) => {
    const values = text.split(",").map((value) => value.trim());
    const line = index + 2;
    if (values.length !== names.length) {
      throw new ImportError(
        `${file} line ${line}: expected ${names.length} fields, but found ${values.length}.`,
      );
    }
    return { file, line, fields: Object.fromEntries(names.map((name, at) => [name, values[at] as string])) };
  });
}

/**
 * Returns a field of a row.
 *
 * @throws {ImportError} when the file has no such column.
 */
export function fieldOf(row: CsvRow, name: string): string {
  const value = row.fields[name];
  if (value === undefined)
    throw new ImportError(`${row.file}: expected a column "${name}", but it has none.`);
  return value;
}
