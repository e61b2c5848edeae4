import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { HistoryFormatError } from "./errors.ts";

/** A parsed line and where it stands, for messages. */
export interface ReadLine<T> {
  readonly value: T;
  /** `logs.ndjson.gz line 17`. */
  readonly place: string;
}

function shorten(text: string): string {
  return text.length > 120 ? `"${text.slice(0, 120)}..."` : `"${text}"`;
}

function parseLine<T>(schema: z.ZodType<T>, text: string, place: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new HistoryFormatError(place, "one JSON object", shorten(text));
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new HistoryFormatError(place, `${issue?.path.join(".")}: ${issue?.message}`, shorten(text));
}

/** Opens a file as text; a broken gzip stream surfaces as an error of the iteration. */
function openText(path: string): NodeJS.ReadableStream {
  const file = createReadStream(path);
  return path.endsWith(".gz") ? pipeline(file, createGunzip(), () => {}) : file;
}

/**
 * Reads a file of one JSON object per line, gzipped when its name ends in `.gz`, and checks every line.
 *
 * @throws {HistoryFormatError} at the first line that is not as the schema says, or when the file is cut short.
 */
export async function* readLines<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<ReadLine<T>> {
  const name = basename(path);
  let number = 0;
  const input = openText(path);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const broken = new Promise<never>((_, reject) => input.once("error", reject));
  broken.catch(() => {});
  try {
    const iterator = lines[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([iterator.next(), broken]);
      if (next.done) return;
      number += 1;
      if (next.value !== "") {
        const place = `${name} line ${number}`;
        yield { value: parseLine(schema, next.value, place), place };
      }
    }
  } catch (error) {
    if (error instanceof HistoryFormatError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new HistoryFormatError(`${name} after line ${number}`, "a complete, readable file", reason);
  } finally {
    lines.close();
  }
}
