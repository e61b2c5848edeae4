import { BigInt } from "@graphprotocol/graph-ts";
import { BackstopBalance, FlowPoint } from "../../generated/schema";

/** Adds a point to the series of one backstop's flows; the node gives it id and time. */
export function createFlowPoint(balance: BackstopBalance, inflow: BigInt, outflow: BigInt): void {
  const point = new FlowPoint(0);
  point.backstop = balance.backstop;
  point.asset = balance.asset;
  point.inflow = inflow;
  point.outflow = outflow;
  point.balance = balance.balance;
  point.save();
}
