const CUSTOM = 0;
const IMPORTS = 2;
const CODE = 10;
const FUNCTION_NAMES = 1;
const FUNCTION = 0;
const HEADER_BYTES = 8;

/** Reads a WebAssembly binary from front to back. */
class Reader {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** Unsigned LEB128. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  part(): Buffer {
    const length = this.number();
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  text(): string {
    return this.part().toString("utf8");
  }

  repeat<T>(read: () => T): T[] {
    return Array.from({ length: this.number() }, read);
  }
}

function sectionsOf(wasm: Buffer): { readonly id: number; readonly body: Buffer }[] {
  const reader = new Reader(wasm, HEADER_BYTES);
  const sections: { id: number; body: Buffer }[] = [];
  while (!reader.isAtEnd) sections.push({ id: reader.number(), body: reader.part() });
  return sections;
}

/** graph-node's modules import functions and nothing else, so that all imports count. */
function importedFunctions(body: Buffer | undefined): number {
  if (body === undefined) return 0;
  const reader = new Reader(body);
  const kinds = reader.repeat(() => {
    reader.text();
    reader.text();
    const kind = reader.number();
    reader.number();
    return kind;
  });
  return kinds.filter((kind) => kind === FUNCTION).length;
}

function functionNames(sections: ReturnType<typeof sectionsOf>): Map<number, string> {
  for (const { id, body } of sections) {
    const reader = new Reader(body);
    if (id !== CUSTOM || reader.text() !== "name") continue;
    while (!reader.isAtEnd) {
      const kind = reader.number();
      const names = new Reader(reader.part());
      if (kind === FUNCTION_NAMES) return new Map(names.repeat(() => [names.number(), names.text()]));
    }
  }
  return new Map();
}

/**
 * Sums the code of a WebAssembly module by the owner of each function.
 *
 * @param wasm - As graph-cli builds it, with the names of its functions.
 * @param ownerOf - Owner of a function by its name, such as `../subgraph/src/ids/factId`.
 * @returns Bytes of the function bodies of each owner.
 */
export function wasmSizes(wasm: Buffer, ownerOf: (name: string) => string): Map<string, number> {
  const sections = sectionsOf(wasm);
  const bodyOf = (wanted: number) => sections.find(({ id }) => id === wanted)?.body;
  const imported = importedFunctions(bodyOf(IMPORTS));
  const names = functionNames(sections);
  const code = new Reader(bodyOf(CODE) ?? Buffer.from([0]));
  const sizes = new Map<string, number>();
  code
    .repeat(() => code.part().length)
    .forEach((bytes, index) => {
      const owner = ownerOf(names.get(imported + index) ?? "");
      sizes.set(owner, (sizes.get(owner) ?? 0) + bytes);
    });
  return sizes;
}
