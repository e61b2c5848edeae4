import { Address, DataSourceContext } from "@graphprotocol/graph-ts";
import { OtokenCreated } from "../../../generated/OpynGammaOTokenFactory/OTokenFactory";
import { OpynGammaOToken } from "../../../generated/templates";
import { recordOptionSeries } from "../../actions/record-option-series";
import { OptionStyle, OptionType, SettlementKind } from "../../constants";
import { readContext } from "../../context";
import { OptionSeriesParams } from "../../params/option-params";
import { SeriesRegistrationParams } from "../../params/series-registration-params";
import { failedViews, readToken, tokenName } from "../read-token";
import { marginPool, OPTION_DECIMALS, OPYN_GAMMA, optionsMarket } from "./opyn-gamma";

/** Records a series and begins to follow its oToken. */
export function handleOtokenCreated(event: OtokenCreated): void {
  const context = readContext();
  const underlying = readToken(event.params.underlying);
  const assets = [readToken(event.params.strike), readToken(event.params.collateral)];
  const series = new OptionSeriesParams(
    OPYN_GAMMA,
    event.params.tokenAddress,
    null,
    optionsMarket(underlying, tokenName(underlying), context.bytes("controller")),
    marginPool(context.bytes("pool")),
    OptionStyle.EUROPEAN,
    SettlementKind.CASH,
    underlying,
    OPTION_DECIMALS,
  );
  series.type = event.params.isPut ? OptionType.PUT : OptionType.CALL;
  series.strike = event.params.strikePrice;
  series.expiry = event.params.expiry;
  const params = new SeriesRegistrationParams(OPYN_GAMMA, "OTokenFactory.OtokenCreated", series);
  params.assets = assets;
  params.failedCalls = failedViews([underlying].concat(assets));
  if (recordOptionSeries(event, params)) follow(event.params.tokenAddress, event.params.collateral);
}

function follow(oToken: Address, collateral: Address): void {
  const context = new DataSourceContext();
  context.setBytes("pool", readContext().bytes("pool"));
  context.setBytes("collateral", collateral);
  OpynGammaOToken.createWithContext(oToken, context);
}
