import { type Abi, type AbiEvent, parseAbiItem } from "viem";
import { PROTOCOLS } from "./protocols.ts";

const ANONYMOUS = / anonymous$/;

/** ABIs by protocol and contract. */
export type Abis = Record<string, Record<string, Abi>>;

/** Writes `indexed` out for every parameter, as the standard ABI format does. */
function withIndexed(event: AbiEvent, anonymous: boolean): AbiEvent {
  const inputs = event.inputs.map((input) => ({ ...input, indexed: input.indexed ?? false }));
  return { type: "event", name: event.name, inputs, anonymous };
}

/**
 * Parses one human-readable signature.
 *
 * @throws {Error} of viem when the signature is malformed.
 */
function parseSignature(signature: string): Abi[number] {
  const item = parseAbiItem(signature.replace(ANONYMOUS, ""));
  return item.type === "event" ? withIndexed(item, ANONYMOUS.test(signature)) : item;
}

/** Returns the standard ABI of every contract in {@link PROTOCOLS}. */
export function buildAbis(): Abis {
  const protocols = Object.entries(PROTOCOLS).map(([protocol, { signatures }]) => {
    const abis = Object.entries(signatures).map(
      ([contract, items]) => [contract, items.map(parseSignature)] as const,
    );
    return [protocol, Object.fromEntries(abis)] as const;
  });
  return Object.fromEntries(protocols);
}

/** One file under `abis/`. */
export interface AbiFile {
  /** Path below `abis/`, such as `maker/Flipper.json`. */
  readonly path: string;
  readonly text: string;
}

/** Returns the files that `abis/` must hold, as text that ends in a line break. */
export function abiFiles(abis: Abis): AbiFile[] {
  return Object.entries(abis).flatMap(([protocol, contracts]) =>
    Object.entries(contracts).map(([contract, abi]) => ({
      path: `${protocol}/${contract}.json`,
      text: `${JSON.stringify(abi, null, 2)}\n`,
    })),
  );
}
