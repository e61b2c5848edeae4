import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { StakeResetParams } from "../params/stake-reset-params";
import { loadBackstopBalance } from "../store/backstop-balance";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreateProtocol } from "../store/protocol";
import { seizedQueue, seizedStake } from "./seized-flows";
import { writeFlows } from "./write-flows";

/** Records that a staking contract took all stakes, or all that waits to be paid; no flow where there was nothing. */
export function recordStakeReset(event: ethereum.Event, params: StakeResetParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const count = new ParameterChangeParams(params.protocol, params.log, params.backstop.contract, params.name);
  count.value = params.era;
  createParameterChange(event, protocol.id, count);
  addFlows(params);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}

function addFlows(params: StakeResetParams): void {
  const balance = loadBackstopBalance(params.backstop.id, params.asset.id);
  if (balance === null) return;
  if (params.ofQueue) {
    params.flows = seizedQueue(params.backstop, params.asset, balance.pendingOutflow);
    return;
  }
  const held = balance.shares;
  const shares = held === null ? BigInt.zero() : held;
  const staked = balance.balance.minus(balance.pendingOutflow);
  params.flows = seizedStake(params.backstop, params.asset, staked, shares.neg());
}
