import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  BackingChanged,
  BackingUpdated,
  SaleCreated,
} from "../../../generated/OlympusEmissionManager/EmissionManager";
import { recordImmediateSale } from "../../actions/record-immediate-sale";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordParameterChanges } from "../../actions/record-parameter-changes";
import { AuctionKind, FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { ImmediateSaleParams } from "../../params/auction-params";
import { FlowParams } from "../../params/flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { bonds, OLYMPUS, ohmOf, reserveOf, systemMarket } from "./olympus";

/** Records what is offered next: the market's number, and OHM. Sales have logs of their own. */
export function handleSaleCreated(event: SaleCreated): void {
  const log = "EmissionManager.SaleCreated";
  recordParameterChanges(event, [
    parameter(event.address, log, "activeMarketId", event.params.marketID),
    parameter(event.address, log, "saleAmount", event.params.saleAmount),
  ]);
}

/** Records a bond that was sold: new OHM against reserve, and the backing of one OHM with it. */
export function handleBackingUpdated(event: BackingUpdated): void {
  const context = readContext();
  const log = "EmissionManager.BackingUpdated";
  const reserve = reserveOf(context);
  const paid = event.params.reservesAdded;
  const params = new ImmediateSaleParams(
    OLYMPUS,
    log,
    AuctionKind.DEBT,
    systemMarket(event.address),
    event.address,
    ohmOf(context),
    reserve,
    event.params.supplyAdded,
    paid,
  );
  const seller = bonds(event.address);
  params.flows = [new FlowParams(seller, reserve, FlowDirection.IN, FlowCause.BOND_SALE, paid)];
  params.parameter = parameter(event.address, log, "backing", event.params.newBacking);
  recordImmediateSale(event, params);
}

/** Records the backing of one OHM as governance sets it, in units of the reserve. */
export function handleBackingChanged(event: BackingChanged): void {
  const log = "EmissionManager.BackingChanged";
  recordParameterChange(event, parameter(event.address, log, "backing", event.params.newBacking));
}

function parameter(contract: Bytes, log: string, name: string, value: BigInt): ParameterChangeParams {
  const params = new ParameterChangeParams(OLYMPUS, log, contract, name);
  params.value = value;
  return params;
}
