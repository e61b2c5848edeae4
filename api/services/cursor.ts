import { InvalidRequestError } from "../domain/errors.ts";
import type { RowPosition } from "./ports.ts";

const CURSOR = /^(\d{1,19}):(0x[0-9a-f]*)$/;

/** Writes the place of a row as an opaque cursor: base64url of `ordinal:id`. */
export function encodeCursor({ ordinal, id }: RowPosition): string {
  return Buffer.from(`${ordinal}:${id}`, "utf8").toString("base64url");
}

/**
 * Reads a cursor.
 *
 * @throws {InvalidRequestError} when it was not made by {@link encodeCursor}.
 */
export function decodeCursor(cursor: string): RowPosition {
  const match = CURSOR.exec(Buffer.from(cursor, "base64url").toString("utf8"));
  const [, ordinal, id] = match ?? [];
  if (ordinal === undefined || id === undefined) {
    throw new InvalidRequestError(
      `Expected a cursor from an earlier answer's \`pageInfo\` or \`edges\`, got "${cursor.slice(0, 60)}".`,
    );
  }
  return { ordinal: BigInt(ordinal), id };
}
