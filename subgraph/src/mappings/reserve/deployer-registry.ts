import { DataSourceContext } from "@graphprotocol/graph-ts";
import { DeploymentRegistered } from "../../../generated/ReserveDeployerRegistry/DeployerRegistry";
import { ReserveDeployer } from "../../../generated/templates";
import { readContext } from "../../context";

/** Begins to follow a new version of the deployer. The first one is a source of its own. */
export function handleDeploymentRegistered(event: DeploymentRegistered): void {
  const context = readContext();
  if (event.params.deployer.equals(context.bytes("firstDeployer"))) return;
  const next = new DataSourceContext();
  next.setBytes("asset", context.bytes("asset"));
  next.setString("assetSymbol", context.string("assetSymbol"));
  next.setI32("assetDecimals", context.int("assetDecimals"));
  ReserveDeployer.createWithContext(event.params.deployer, next);
}
