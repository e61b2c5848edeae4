import { DataSourceContext } from "@graphprotocol/graph-ts";
import { StakingPoolCreated } from "../../../generated/NexusStakingPoolFactory/StakingPoolFactory";
import { NexusStakingPool } from "../../../generated/templates";
import { recordBackstop } from "../../actions/record-backstop";
import { AssetKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { BackstopRegistrationParams } from "../../params/backstop-registration-params";
import { NEXUS, stakingPool } from "./nexus";

/** Records a staking pool and begins to follow it. */
export function handleStakingPoolCreated(event: StakingPoolCreated): void {
  const context = readContext();
  const symbol = context.string("assetSymbol");
  const asset = new AssetParams(
    context.bytes("asset"),
    AssetKind.ERC20,
    symbol,
    context.int("assetDecimals"),
  );
  const contract = event.params.stakingPoolAddress;
  const backstop = stakingPool(contract, event.params.poolId, context.bytes("pool"));
  const log = "StakingPoolFactory.StakingPoolCreated";
  if (!recordBackstop(event, new BackstopRegistrationParams(NEXUS, log, backstop, asset))) return;
  const next = new DataSourceContext();
  next.setBytes("asset", asset.id);
  next.setBytes("pool", context.bytes("pool"));
  next.setBigInt("number", event.params.poolId);
  NexusStakingPool.createWithContext(contract, next);
}
