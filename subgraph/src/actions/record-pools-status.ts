import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { OperatingStatus, SkipReason } from "../constants";
import { PoolsStatusParams } from "../params/pools-status-params";
import { numberedBackstops } from "../store/numbered-backstops";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeBackstopStatus } from "./write-backstop-status";
import { writeSkip } from "./write-skip";

/** Records a status that all pools of a contract take at once; those that are switched off stay so. */
export function recordPoolsStatus(event: ethereum.Event, params: PoolsStatusParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const pools = numberedBackstops(params.protocol, params.contract);
  for (let i = 0; i < pools.length; i++) {
    if (pools[i].status == params.status || pools[i].status == OperatingStatus.DISABLED) continue;
    writeBackstopStatus(event, pools[i], params.status, params.reason, params.firstStep + i);
    pools[i].save();
  }
  if (pools.length > 0) countApplied(protocol);
  else {
    const detail = `Expected ${params.contract.toHexString()} to have a pool, none was ever seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
  }
  protocol.save();
}
