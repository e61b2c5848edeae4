/** Type of a value in a data source's context, as graph-node calls it. */
export type ContextType = "String" | "Bytes" | "Int" | "Bool";

/** One event of a contract and the exported function that handles it. */
export interface EventDefinition {
  /** Name of the event, with its types where the ABI has several: `Expire(uint256,uint256)`. */
  readonly event: string;
  readonly handler: string;
  /** File of the handler where it is not that of the contract. */
  readonly file?: string;
  /** Anonymous notes only: the call whose selector, padded to 32 bytes, is the first topic. */
  readonly call?: string;
  /**
   * Events with a struct only: the signature whose hash is the first topic. The signature that is read lists the
   * struct's members in its place and is anonymous, with that topic as its first parameter: the data are the same.
   */
  readonly hashOf?: string;
  /** Filters on indexed parameters: topic number to the context key (an address) that it must equal. */
  readonly topicFilters?: { readonly topic1?: string; readonly topic2?: string; readonly topic3?: string };
  /** Filter on a first indexed parameter that is a string: the texts that it may be. */
  readonly topic1Texts?: readonly string[];
  /** True when the handler reads the other logs of its transaction. */
  readonly receipt?: true;
  /** Views that graph-node calls ahead of the handler, in manifest syntax, by label. */
  readonly calls?: Readonly<Record<string, string>>;
}

/** One contract of a protocol. */
export interface ContractDefinition {
  /** File of the handlers below `subgraph/src/mappings/<protocol>/`. */
  readonly file: string;
  readonly events: readonly EventDefinition[];
  /** ABIs besides the contract's own that declared calls or bindings use. */
  readonly abis?: readonly string[];
  /** Contracts of the protocol that the handlers begin to follow when the chain creates one: data source templates. */
  readonly templates?: readonly string[];
  /** Facts that every source of this contract must state; keys that end in `?` may be left out. */
  readonly context: Readonly<Record<string, ContextType>>;
}

/** What the subgraph knows of a protocol. */
export interface ProtocolDefinition {
  /**
   * Human-readable signatures of everything that is read, by contract. The files under `abis/` are written from these
   * and from nothing else; `abis/README.md` says where each comes from.
   */
  readonly signatures: Readonly<Record<string, readonly string[]>>;
  /** Contracts by name; each name is the name of its ABI. */
  readonly contracts: Readonly<Record<string, ContractDefinition>>;
}

/** Makes the events of anonymous notes, whose first topic is the selector of the call: call to handler. */
export function notes(calls: Readonly<Record<string, string>>): EventDefinition[] {
  return Object.entries(calls).map(([call, handler]) => ({ event: "LogNote", call, handler }));
}
