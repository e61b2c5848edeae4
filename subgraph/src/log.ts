import { log } from "@graphprotocol/graph-ts";

/** Warns that a log was skipped; the ledger itself keeps a SkippedEvent for it. */
export function warnSkipped(name: string, reason: string, detail: string): void {
  log.warning("Skipped {}: {}. {}", [name, reason, detail]);
}

/** Stops the subgraph: the manifest is wrong and every later number would be. */
export function stopOnMisconfiguration(message: string): void {
  log.critical(message, []);
}
