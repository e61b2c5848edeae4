import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { formatDateTime, parseDateTime } from "../domain/date-time.ts";
import { parseDecimal } from "../domain/decimal-string.ts";
import { InvalidRequestError } from "../domain/errors.ts";

const INTEGER = /^-?\d{1,100}$/;
const HEX = /^0x[0-9a-fA-F]{0,1024}$/;

/** Integers leave as strings, whatever their size; they come in as strings or as whole numbers. */
export const BigIntScalar = scalar<bigint>("BigInt", {
  write: (value) => String(value),
  read: (text) => {
    if (!INTEGER.test(text)) throw wrong('an integer such as "9653000"', text);
    return BigInt(text);
  },
});

/** Decimals stay text, so that no digit is lost. */
export const BigDecimalScalar = scalar<string>("BigDecimal", {
  write: (value) => String(value),
  read: (text) => {
    parseDecimal(text);
    return text;
  },
});

/** Hex in any case comes in, lower-case goes out. */
export const BytesScalar = scalar<string>("Bytes", {
  write: (value) => String(value),
  read: (text) => {
    if (!HEX.test(text)) throw wrong('hex such as "0x6d616b6572"', text);
    return text.toLowerCase();
  },
});

/** Seconds since 1970-01-01 UTC inside, RFC 3339 outside. */
export const DateTimeScalar = scalar<bigint>("DateTime", {
  write: (value) => formatDateTime(value as bigint),
  read: parseDateTime,
});

type Codec<T> = { readonly write: (value: unknown) => string; readonly read: (text: string) => T };

function scalar<T>(name: string, { write, read }: Codec<T>): GraphQLScalarType<T, string> {
  return new GraphQLScalarType<T, string>({
    name,
    serialize: write,
    parseValue: (value) => readOrReject(name, textOf(value), read),
    parseLiteral: (node) => readOrReject(name, literalOf(node), read),
  });
}

function readOrReject<T>(name: string, text: string | null, read: (text: string) => T): T {
  if (text === null) throw badInput(`Expected ${name} as a string.`);
  try {
    return read(text);
  } catch (error) {
    if (error instanceof InvalidRequestError) throw badInput(error.message);
    throw error;
  }
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : null;
}

function literalOf(node: ValueNode): string | null {
  return node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null;
}

function wrong(expected: string, got: string): InvalidRequestError {
  return new InvalidRequestError(`Expected ${expected}, got "${got.slice(0, 40)}".`);
}
