import { ethereum } from "@graphprotocol/graph-ts";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { SkipReason } from "../../constants";
import { SkipParams } from "../../params/skip-params";
import { MAKER } from "./maker";

/** Reports a note whose calldata ends before its third argument. */
export function skipUndecodable(event: ethereum.Event, log: string): void {
  const detail = "Expected three arguments in the noted calldata, got less";
  recordSkippedEvent(event, new SkipParams(MAKER, log, SkipReason.UNDECODABLE, detail));
}
