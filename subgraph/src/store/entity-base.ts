import { Entity, TypedMapEntry, Value } from "@graphprotocol/graph-ts";

/**
 * Base of the generated classes of immutable entities and points, which are written once: a new field is added without
 * a look for an older one. Should a field be set twice, the last value counts, here and in graph-node.
 */
export class Fact extends Entity {
  get(key: string): Value | null {
    return fieldOf(this.entries, key);
  }

  set(key: string, value: Value): void {
    this.entries.push(new TypedMapEntry<string, Value>(key, value));
  }
}

/** Base of the generated classes of mutable entities: as in graph-ts, but quicker to find a field. */
export class State extends Entity {
  get(key: string): Value | null {
    return fieldOf(this.entries, key);
  }

  set(key: string, value: Value): void {
    const at = indexOf(this.entries, key);
    if (at < 0) this.entries.push(new TypedMapEntry<string, Value>(key, value));
    else unchecked(this.entries[at]).value = value;
  }
}

function fieldOf(entries: Array<TypedMapEntry<string, Value>>, key: string): Value | null {
  const at = indexOf(entries, key);
  return at < 0 ? null : unchecked(entries[at]).value;
}

/**
 * Returns where the last field of this name stands, −1 when there is none. Whole names are compared only where their
 * marks agree: graph-node meters every branch, and a comparison of texts takes many.
 */
function indexOf(entries: Array<TypedMapEntry<string, Value>>, key: string): i32 {
  const mark = markOf(key);
  for (let i = entries.length - 1; i >= 0; i--) {
    const name = unchecked(entries[i]).key;
    if (markOf(name) == mark && name == key) return i;
  }
  return -1;
}

/** Length, first and last character of a name, which is never empty. */
function markOf(name: string): u64 {
  const start = changetype<usize>(name);
  const length = name.length;
  return (u64(length) << 32) | (u64(load<u16>(start)) << 16) | u64(load<u16>(start + (length << 1) - 2));
}
