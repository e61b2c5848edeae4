import { Backstop } from "../../generated/schema";
import { NO_KEY } from "../ids";
import { BackstopParams } from "../params/backstop-params";

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
