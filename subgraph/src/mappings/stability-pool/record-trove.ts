import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { recordPositionChange } from "../../actions/record-position-change";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { SkipReason } from "../../constants";
import { PositionChangeParams } from "../../params/position-change-params";
import { SkipParams } from "../../params/skip-params";
import { StabilitySystem } from "./stability-system";

/** A trove after an operation. */
export class TroveUpdate {
  /**
   * @param debt - In units of the debt token, with the interest that the event states.
   * @param collateral - In units of the collateral.
   * @param operation - The contract's own number of the operation.
   */
  constructor(
    public account: Bytes,
    public debt: BigInt,
    public collateral: BigInt,
    public operation: i32,
  ) {}
}

/**
 * Records a trove after an operation; an operation that the contract does not have is skipped.
 *
 * @param causes - PositionCause of each operation, by its number.
 */
export function recordTrove(
  event: ethereum.Event,
  system: StabilitySystem,
  log: string,
  causes: Array<string>,
  update: TroveUpdate,
): void {
  if (update.operation >= causes.length) {
    const detail = `Expected an operation below ${causes.length.toString()}, got ${update.operation.toString()}`;
    recordSkippedEvent(event, new SkipParams(system.protocol, log, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const cause = causes[update.operation];
  const params = new PositionChangeParams(
    system.protocol,
    log,
    system.market,
    update.account,
    cause,
    update.collateral,
    update.debt,
  );
  params.isClosed = update.collateral.isZero() && update.debt.isZero();
  recordPositionChange(event, params);
}
