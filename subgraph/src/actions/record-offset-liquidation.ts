import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { countApplied } from "../accounting/count-log";
import { splitOffset } from "../accounting/split-offset";
import { FlowCause, FlowDirection, LiquidationMode, LossLayerKind, SkipReason } from "../constants";
import { AllocationParams } from "../params/allocation-params";
import { FlowParams } from "../params/flow-params";
import { LiquidationParams } from "../params/liquidation-params";
import { OffsetLiquidationParams } from "../params/offset-liquidation-params";
import { balanceOf } from "../store/backstop-balance";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeLiquidation } from "./write-liquidation";
import { writeSkip } from "./write-skip";

/** Each position makes at most two allocations and two flows, so its facts begin at twice its place. */
const STEPS_PER_POSITION: i32 = 2;

/**
 * Records one liquidation for each position that the log closed. All of its debt is taken over: the pool cancels its
 * part against the collateral that it receives, the other positions take the rest.
 */
export function recordOffsetLiquidation(event: ethereum.Event, params: OffsetLiquidationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  giveRestToLast(params);
  const offset = offsetOf(event, protocol, params);
  const parts = splitOffset(params.positions, offset, params.price);
  for (let i = 0; i < parts.length; i++) {
    writeLiquidation(event, protocol, liquidationOf(params, i, parts[i]));
  }
  countApplied(protocol);
  protocol.save();
}

/** Debt that the log states in sum only, such as the interest of a batch, stands in the last position. */
function giveRestToLast(params: OffsetLiquidationParams): void {
  let rest = params.totalDebt;
  for (let i = 0; i < params.positions.length; i++) rest = rest.minus(params.positions[i].debt);
  const last = params.positions[params.positions.length - 1];
  if (rest.gt(BigInt.zero())) last.debt = last.debt.plus(rest);
}

function offsetOf(event: ethereum.Event, protocol: Protocol, params: OffsetLiquidationParams): BigInt {
  const stated = params.offset;
  if (stated !== null) return stated;
  const after = params.poolDebtAfter;
  if (after === null) return BigInt.zero();
  const before = balanceOf(params.pool.id, params.debt.id);
  const offset = before.minus(after);
  if (offset.ge(BigInt.zero()) && offset.le(params.totalDebt)) return offset;
  const expected = `Expected the pool's ${before.toString()} to fall by at most ${params.totalDebt.toString()}`;
  writeSkip(event, protocol, params.log, SkipReason.OUT_OF_RANGE, `${expected}, got ${after.toString()}`);
  return BigInt.zero();
}

function liquidationOf(params: OffsetLiquidationParams, index: i32, offset: BigInt): LiquidationParams {
  const position = params.positions[index];
  const isOnly = params.positions.length == 1;
  const liquidation = new LiquidationParams(
    params.protocol,
    params.log,
    params.market,
    LiquidationMode.OFFSET,
    position.account,
    params.debt,
    position.debt,
  );
  liquidation.firstStep = index * STEPS_PER_POSITION;
  liquidation.collateral = params.collateral;
  liquidation.collateralSeized = position.collateral;
  liquidation.collateralReturned = isOnly ? params.surplus : null;
  liquidation.liquidatorFee = feeOf(params);
  liquidation.price = params.price;
  liquidation.loss = position.debt;
  allocate(liquidation, params, offset);
  addFlows(liquidation, params, offset, index);
  return liquidation;
}

function feeOf(params: OffsetLiquidationParams): BigInt | null {
  const fee = params.fee;
  return fee === null ? null : fee.div(BigInt.fromI32(params.positions.length));
}

function allocate(liquidation: LiquidationParams, params: OffsetLiquidationParams, offset: BigInt): void {
  const pool = params.pool;
  const rest = liquidation.debtRepaid.minus(offset);
  if (!offset.isZero()) {
    liquidation.allocations.push(new AllocationParams(pool.layer, pool.rank, pool, params.debt, offset));
  }
  if (!rest.isZero()) {
    const rank = pool.rank + 1;
    liquidation.allocations.push(
      new AllocationParams(LossLayerKind.SOCIALISED, rank, null, params.debt, rest),
    );
  }
}

function addFlows(
  liquidation: LiquidationParams,
  params: OffsetLiquidationParams,
  offset: BigInt,
  index: i32,
): void {
  if (!offset.isZero()) {
    const cause = FlowCause.LIQUIDATION_LOSS;
    liquidation.flows.push(new FlowParams(params.pool, params.debt, FlowDirection.OUT, cause, offset));
  }
  const gain = index == params.positions.length - 1 ? gainOf(params) : BigInt.zero();
  if (gain.gt(BigInt.zero())) {
    const cause = FlowCause.LIQUIDATION_GAIN;
    liquidation.flows.push(new FlowParams(params.pool, params.collateral, FlowDirection.IN, cause, gain));
  }
}

function gainOf(params: OffsetLiquidationParams): BigInt {
  const stated = params.gain;
  if (stated !== null) return stated;
  const after = params.poolCollateralAfter;
  if (after === null) return BigInt.zero();
  return after.minus(balanceOf(params.pool.id, params.collateral.id));
}
