import type { LedgerReader, View } from "./ports.ts";

/** Says, protocol by protocol, how many logs could not be applied up to the view's block; empty when none was. */
export async function skipWarnings(reader: LedgerReader, view: View): Promise<string[]> {
  const counts = new Map<string, bigint>();
  for (const { protocol, count } of await reader.skippedEvents(view)) {
    counts.set(protocol, (counts.get(protocol) ?? 0n) + count);
  }
  return [...counts].map(
    ([protocol, count]) =>
      `${count} logs of "${protocol}" could not be applied; \`skippedEvents\` lists them.`,
  );
}
