import { ethereum } from "@graphprotocol/graph-ts";
import { Backstop } from "../../generated/schema";
import { BalanceSource, OperatingStatus } from "../constants";
import { BackstopRegistrationParams } from "../params/backstop-registration-params";
import { numberedBackstops, numberedHolders } from "../store/numbered-backstops";
import { recordBackstop } from "./record-backstop";
import { workingStatus } from "./working-status";

/**
 * Records a pool of a contract that numbers its pools from 0. It begins with the status of its contract. Where another
 * pool holds the same asset, payments that name only the asset are of one or the other: both balances become PARTIAL.
 *
 * @returns Whether it is new; a second creation is skipped.
 */
export function recordPool(event: ethereum.Event, params: BackstopRegistrationParams): bool {
  const contract = params.backstop.contract;
  const siblings = numberedBackstops(params.protocol, contract);
  const status = workingStatus(siblings);
  if (status != OperatingStatus.ACTIVE) params.status = status;
  const twins = twinsOf(params);
  if (twins.length > 0) params.backstop.balanceSource = BalanceSource.PARTIAL;
  const isNew = recordBackstop(event, params);
  for (let i = 0; isNew && i < twins.length; i++) {
    twins[i].balanceSource = BalanceSource.PARTIAL;
    twins[i].save();
  }
  return isNew;
}

function twinsOf(params: BackstopRegistrationParams): Array<Backstop> {
  const asset = params.asset;
  if (asset === null) return [];
  return numberedHolders(params.protocol, params.backstop.contract, asset.id);
}
