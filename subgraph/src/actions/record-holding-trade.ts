import { ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries, Protocol } from "../../generated/schema";
import { applyHoldingTrade } from "../accounting/apply-holding";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { HoldingTradeParams } from "../params/option-holding-params";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { loadOptionPosition } from "../store/option-position";
import { loadSeriesOf } from "../store/option-series";
import { createOptionTrade } from "../store/option-trade";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeEffects } from "./write-effects";
import { writeFlows } from "./write-flows";
import { writeLiquidation } from "./write-liquidation";
import { writeParameters } from "./write-parameters";
import { writeSkip } from "./write-skip";

/**
 * Records a trade of a numbered holding. Money that moved and a liquidation stand even where the holding was never seen;
 * the gap is reported. A trade of no size is none: the holding's own log tells what became of its collateral.
 */
export function recordHoldingTrade(event: ethereum.Event, params: HoldingTradeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const holding = loadOptionPosition(params.id);
  const series = loadSeriesOf(holding);
  if (holding === null || series === null) {
    const detail = `Holding ${params.id.toHexString()} was never seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    if (params.liquidation === null) writeFlows(event, protocol, params, null);
  } else if (!params.amount.isZero()) writeTrade(event, protocol, params, holding, series);
  const liquidation = params.liquidation;
  if (liquidation !== null) writeLiquidation(event, protocol, liquidation);
  if (holding !== null) countApplied(protocol);
  protocol.save();
}

function writeTrade(
  event: ethereum.Event,
  protocol: Protocol,
  params: HoldingTradeParams,
  holding: OptionPosition,
  series: OptionSeries,
): void {
  applyHoldingTrade(series, holding, params, ordinalOf(event));
  series.save();
  holding.save();
  const trade = createOptionTrade(event, series, holding, params, params.action);
  writeParameters(event, protocol.id, params.parameters.concat(named(params.boardParameters, series)));
  writeEffects(event, protocol, params, series.market, trade.id);
}

/** Returns the parameters with the board's number in their names; none where the series has no board. */
function named(parameters: Array<ParameterChangeParams>, series: OptionSeries): Array<ParameterChangeParams> {
  const board = series.board;
  if (board === null) return [];
  for (let i = 0; i < parameters.length; i++) {
    parameters[i].name = `${parameters[i].name}(${board.toString()})`;
  }
  return parameters;
}
