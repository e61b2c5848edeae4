import { BigInt, Bytes, DataSourceContext, dataSource, ethereum, Value } from "@graphprotocol/graph-ts";
import { stopOnMisconfiguration } from "./log";

/**
 * The facts that the network file states about the data source whose log is being handled.
 * Make it once per handler: each `readContext` copies the context from the host.
 */
export class SourceContext {
  constructor(private values: DataSourceContext) {}

  /** Returns a text; stops the subgraph when the manifest states none. */
  string(key: string): string {
    return this.required(key).toString();
  }

  /** Returns an address or other bytes; stops the subgraph when the manifest states none. */
  bytes(key: string): Bytes {
    return this.required(key).toBytes();
  }

  /** Returns a whole number; stops the subgraph when the manifest states none. */
  int(key: string): i32 {
    return this.required(key).toI32();
  }

  /** Returns an address or other bytes; null when the manifest states none. */
  optionalBytes(key: string): Bytes | null {
    return this.values.isSet(key) ? this.values.getBytes(key) : null;
  }

  /** Returns a whole number; `absent` when the manifest states none. */
  optionalInt(key: string, absent: i32): i32 {
    return this.values.isSet(key) ? this.values.getI32(key) : absent;
  }

  /** Returns whether a log is of the block stated under the key, or later; false when the manifest states none. */
  hasReached(key: string, event: ethereum.Event): bool {
    return this.values.isSet(key) && event.block.number.ge(BigInt.fromI32(this.values.getI32(key)));
  }

  private required(key: string): Value {
    const value = this.values.get(key);
    if (value !== null) return value;
    stopOnMisconfiguration(
      `Expected the manifest's context to hold '${key}', got nothing. Mend the network file.`,
    );
    return Value.fromNull();
  }
}

/** Reads the context of the data source whose log is being handled. */
export function readContext(): SourceContext {
  return new SourceContext(dataSource.context());
}
