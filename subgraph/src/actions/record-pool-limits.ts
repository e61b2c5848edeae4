import { ethereum } from "@graphprotocol/graph-ts";
import { Backstop, Protocol } from "../../generated/schema";
import { countApplied } from "../accounting/count-log";
import { OperatingStatus, SkipReason } from "../constants";
import { BackstopStateParams } from "../params/backstop-state-params";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { PoolLimitsParams } from "../params/pool-limits-params";
import { numberedBackstops } from "../store/numbered-backstops";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreateProtocol } from "../store/protocol";
import { knownBackstop } from "./known-backstop";
import { workingStatus } from "./working-status";
import { writeBackstopState } from "./write-backstop-state";
import { writeSkip } from "./write-skip";

/** Records the limits of slashes of all pools. At zero a pool is DISABLED; above it, it has the state of its contract. */
export function recordPoolLimits(event: ethereum.Event, params: PoolLimitsParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const pools = numberedBackstops(params.protocol, params.contract);
  if (pools.length != params.limits.length) {
    const detail = `Expected limits of ${pools.length.toString()} pools, got ${params.limits.length.toString()}`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  const working = workingStatus(pools);
  for (let i = 0; i < pools.length; i++) writePool(event, protocol, params, pools[i], i, working);
  for (let i = 0; i < params.others.length; i++) {
    params.others[i].firstStep = pools.length + i;
    createParameterChange(event, protocol.id, params.others[i]);
  }
  countApplied(protocol);
  protocol.save();
}

function writePool(
  event: ethereum.Event,
  protocol: Protocol,
  params: PoolLimitsParams,
  pool: Backstop,
  index: i32,
  working: string,
): void {
  const isOff = params.limits[index].isZero();
  const backstop = knownBackstop(params.protocol, pool);
  const status = isOff ? OperatingStatus.DISABLED : working;
  const state = new BackstopStateParams(params.protocol, params.log, backstop, status);
  if (!isOff) state.onlyFrom = OperatingStatus.DISABLED;
  state.reason = `${params.name} ${params.limits[index].toString()}`;
  state.firstStep = index;
  const limit = new ParameterChangeParams(
    params.protocol,
    params.log,
    params.contract,
    `reservePools[${index.toString()}].${params.name}`,
  );
  limit.value = params.limits[index];
  limit.firstStep = index;
  state.parameter = limit;
  writeBackstopState(event, protocol, state);
}
