/** Opcodes by name, as the Ethereum yellow paper (appendix H) numbers them; PUSH, DUP and LOG follow by rule. */
const OPCODES: Readonly<Record<string, number>> = {
  STOP: 0x00,
  ADD: 0x01,
  SUB: 0x03,
  LT: 0x10,
  GT: 0x11,
  EQ: 0x14,
  ISZERO: 0x15,
  AND: 0x16,
  BYTE: 0x1a,
  SHL: 0x1b,
  SHR: 0x1c,
  KECCAK256: 0x20,
  CALLER: 0x33,
  CALLDATALOAD: 0x35,
  CALLDATASIZE: 0x36,
  CALLDATACOPY: 0x37,
  POP: 0x50,
  MLOAD: 0x51,
  MSTORE: 0x52,
  SLOAD: 0x54,
  SSTORE: 0x55,
  JUMP: 0x56,
  JUMPI: 0x57,
  GAS: 0x5a,
  JUMPDEST: 0x5b,
  CALL: 0xf1,
  RETURN: 0xf3,
  REVERT: 0xfd,
};

/** First opcode of each numbered family, and the smallest and largest number in it. */
const FAMILIES: Readonly<Record<string, { first: number; from: number; to: number }>> = {
  PUSH: { first: 0x60, from: 1, to: 32 },
  DUP: { first: 0x80, from: 1, to: 16 },
  SWAP: { first: 0x90, from: 1, to: 16 },
  LOG: { first: 0xa0, from: 0, to: 4 },
};

const LABEL_BYTES = 2;

/** A program that cannot be turned into bytecode. */
export class AssemblyError extends Error {
  override readonly name = "AssemblyError";

  constructor(token: string, expected: string) {
    super(`Cannot assemble "${token}": expected ${expected}.`);
  }
}

/** One piece of bytecode: finished bytes in hex, or the place of a label still to be filled in. */
type Piece = { readonly hex: string } | { readonly label: string };

function opcode(token: string): number {
  const plain = OPCODES[token];
  if (plain !== undefined) return plain;
  const [, name = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(token) ?? [];
  const family = FAMILIES[name];
  const number = Number(digits);
  if (family === undefined || number < family.from || number > family.to) {
    throw new AssemblyError(token, "the name of an opcode of the table, a label, or a comment after ';'");
  }
  return family.first + number - family.from;
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

/** Reads what follows a PUSH: a hexadecimal number padded to its size, or `@label` in two bytes. */
function operand(push: string, token: string | undefined): Piece {
  const size = Number(push.slice("PUSH".length));
  if (token?.startsWith("@") && size === LABEL_BYTES) return { label: token.slice(1) };
  const digits = /^0x([0-9a-fA-F]+)$/.exec(token ?? "")?.[1];
  if (digits === undefined || digits.length > 2 * size) {
    throw new AssemblyError(
      `${push} ${token ?? ""}`,
      `at most ${size} bytes in hexadecimal, or PUSH2 @label`,
    );
  }
  return { hex: digits.toLowerCase().padStart(2 * size, "0") };
}

function tokens(source: string): string[] {
  return source
    .split("\n")
    .map((line) => line.replace(/;.*/, ""))
    .join(" ")
    .split(/\s+/)
    .filter((token) => token !== "");
}

function pieceSize(piece: Piece): number {
  return "hex" in piece ? piece.hex.length / 2 : LABEL_BYTES;
}

/** Translates tokens one after another and notes at which byte each label lies. */
function translate(words: readonly string[]): { pieces: Piece[]; labels: Map<string, number> } {
  const pieces: Piece[] = [];
  const labels = new Map<string, number>();
  let size = 0;
  const add = (piece: Piece) => {
    pieces.push(piece);
    size += pieceSize(piece);
  };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word.endsWith(":")) {
      labels.set(word.slice(0, -1), size);
      add({ hex: hexByte(opcode("JUMPDEST")) });
      continue;
    }
    add({ hex: hexByte(opcode(word)) });
    if (word.startsWith("PUSH")) add(operand(word, words[++index]));
  }
  return { pieces, labels };
}

/**
 * Assembles EVM code from text.
 *
 * Words are separated by blanks. `name:` marks a place and emits a JUMPDEST; `PUSH2 @name` pushes that place;
 * `PUSHn 0x..` pushes a number; everything after `;` in a line is a comment.
 *
 * @returns Bytecode, `0x` and lower-case hex.
 * @throws {AssemblyError} when a word is no opcode, an operand does not fit, or a label does not exist.
 * @example assemble("PUSH1 0x2a PUSH1 0x00 MSTORE") // "0x602a600052"
 */
export function assemble(source: string): `0x${string}` {
  const { pieces, labels } = translate(tokens(source));
  const code = pieces.map((piece) => {
    if ("hex" in piece) return piece.hex;
    const place = labels.get(piece.label);
    if (place === undefined)
      throw new AssemblyError(`@${piece.label}`, `a label "${piece.label}:" in the program`);
    return place.toString(16).padStart(2 * LABEL_BYTES, "0");
  });
  return `0x${code.join("")}`;
}
