import { Bytes } from "@graphprotocol/graph-ts";
import { Backstop } from "../../generated/schema";
import { NO_KEY } from "../ids";
import { BackstopParams } from "../params/backstop-params";
import { loadBackstop } from "../store/backstop";

/** Returns what an action must be told of a backstop, taken from one that is there. */
export function knownBackstop(protocol: string, backstop: Backstop): BackstopParams {
  const params = new BackstopParams(
    protocol,
    backstop.contract,
    NO_KEY,
    backstop.name,
    backstop.kind,
    backstop.layer,
    backstop.rank,
    backstop.balanceSource,
  );
  params.id = backstop.id;
  return params;
}

/** Returns what an action must be told of a backstop; null when no event has named it. */
export function findBackstop(protocol: string, id: Bytes): BackstopParams | null {
  const backstop = loadBackstop(id);
  return backstop === null ? null : knownBackstop(protocol, backstop);
}
