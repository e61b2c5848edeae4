import { SetDebtCeiling } from "../../../generated/CurvePegkeeperFactory/Factory";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { numberParameter } from "./curve-pegkeeper";

/** Records how much of the stablecoin is minted to a keeper or a market, which may hold it idle. */
export function handleSetDebtCeiling(event: SetDebtCeiling): void {
  const log = "Factory.SetDebtCeiling";
  const holder = event.params.addr;
  recordParameterChange(event, numberParameter(log, holder, "debt_ceiling", event.params.debt_ceiling));
}
