import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { DepositOperation } from "../../../generated/LiquityV2StabilityPool/StabilityPool";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { StabilitySystem } from "../stability-pool/stability-system";
import { branch, LIQUITY_V2 } from "./liquity-v2";

/**
 * Records what a depositor's operation moves. Yield enters the ledger when a depositor realises it: what is kept
 * stays in the deposit, what is claimed leaves at once. Losses were recorded with the liquidations that made them.
 */
export function handleDepositOperation(event: DepositOperation): void {
  const system = branch(readContext());
  const stated = event.params;
  const flows = new DepositorFlows(system, stated._depositor);
  flows.add(system.debt, FlowDirection.IN, FlowCause.YIELD, stated._yieldGainSinceLastOperation);
  flows.addSigned(system.debt, stated._topUpOrWithdrawal);
  flows.add(system.debt, FlowDirection.OUT, FlowCause.WITHDRAWAL, stated._yieldGainClaimed);
  flows.add(system.collateral, FlowDirection.OUT, FlowCause.WITHDRAWAL, stated._ethGainClaimed);
  if (flows.all.length == 0) return;
  recordFundFlow(event, new FundFlowParams(LIQUITY_V2, "StabilityPool.DepositOperation", flows.all));
}

/** Flows of one depositor, without those of nothing. */
class DepositorFlows {
  all: Array<FlowParams> = [];

  constructor(
    private system: StabilitySystem,
    private depositor: Bytes,
  ) {}

  addSigned(asset: AssetParams, change: BigInt): void {
    const isDeposit = change.gt(BigInt.zero());
    const direction = isDeposit ? FlowDirection.IN : FlowDirection.OUT;
    this.add(asset, direction, isDeposit ? FlowCause.DEPOSIT : FlowCause.WITHDRAWAL, change.abs());
  }

  add(asset: AssetParams, direction: string, cause: string, amount: BigInt): void {
    if (amount.isZero()) return;
    const flow = new FlowParams(this.system.pool, asset, direction, cause, amount);
    flow.account = this.depositor;
    this.all.push(flow);
  }
}
