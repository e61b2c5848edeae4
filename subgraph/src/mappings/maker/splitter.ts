import { Bytes } from "@graphprotocol/graph-ts";
import { Cage, File, File1, Kick } from "../../../generated/MakerSplitter/Splitter";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordStatusChange } from "../../actions/record-status-change";
import {
  BalanceSource,
  FlowCause,
  FlowDirection,
  LossLayerKind,
  MechanismKind,
  OperatingStatus,
} from "../../constants";
import { readContext } from "../../context";
import { NO_KEY } from "../../ids";
import { rescale } from "../../math/rescale";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { internalDai, MAKER, surplusBuffer } from "./maker";
import { addressParameter, numberParameter } from "./parameter";

/**
 * Records surplus `tot` (rad) that leaves the Vow and is split: `lot` (wad) is sold for the protocol's token, `pay`
 * (wad) goes to its stakers, what is less than a wad stays. Not a Kick of the old Flapper, which has the same topic.
 */
export function handleKick(event: Kick): void {
  const context = readContext();
  const dai = internalDai(context.bytes("vat"));
  const splitter = splitterOf(event.address);
  const lot = rescale(event.params.lot, 18, 45);
  const pay = rescale(event.params.pay, 18, 45);
  const surplus = surplusBuffer(context.bytes("vow"));
  const leaves = new FlowParams(surplus, dai, FlowDirection.OUT, FlowCause.AUCTION_PAYMENT, event.params.tot);
  leaves.isImplied = true;
  const flows = [
    new FlowParams(splitter, dai, FlowDirection.IN, FlowCause.REBALANCE, event.params.tot),
    new FlowParams(splitter, dai, FlowDirection.OUT, FlowCause.AUCTION_PAYMENT, lot),
    new FlowParams(splitter, dai, FlowDirection.OUT, FlowCause.YIELD, pay),
    leaves,
  ];
  recordFundFlow(event, new FundFlowParams(MAKER, "Splitter.Kick", flows));
}

/** Records that the splitter stopped for good. */
export function handleCage(event: Cage): void {
  const splitter = splitterOf(event.address);
  recordStatusChange(
    event,
    new StatusChangeParams(MAKER, "Splitter.Cage", splitter, OperatingStatus.SHUT_DOWN),
  );
}

/** Records a parameter: the part `burn` that is sold (wad) or the pause `hop` (seconds). */
export function handleFile(event: File): void {
  recordParameterChange(
    event,
    numberParameter("Splitter.File", event.address, event.params.what, event.params.data),
  );
}

/** Records a contract that it uses: the seller `flapper` or the stakers' `farm`. */
export function handleFileAddress(event: File1): void {
  recordParameterChange(
    event,
    addressParameter("Splitter.File", event.address, event.params.what, event.params.data),
  );
}

/** Surplus on its way: what it does not pass on is less than one wad at each Kick. */
function splitterOf(contract: Bytes): BackstopParams {
  return new BackstopParams(
    MAKER,
    contract,
    NO_KEY,
    "Surplus splitter",
    MechanismKind.PROTOCOL_REVENUE_SURPLUS,
    LossLayerKind.SURPLUS_BUFFER,
    1,
    BalanceSource.PARTIAL,
  );
}
