import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { MarketDebtStartParams } from "../params/market-debt-params";
import { loadOrCreateBackstop } from "../store/backstop";
import { createMarketDebt, loadMarketDebt } from "../store/market-debt";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/** Records that a market may have debt from now on; a second start is skipped. */
export function recordMarketDebtStart(event: ethereum.Event, params: MarketDebtStartParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  if (loadMarketDebt(params.market.id) !== null) {
    const detail = `The debt of ${params.market.name} has started before`;
    writeSkip(event, protocol, params.log, SkipReason.DUPLICATE, detail);
  } else {
    loadOrCreateBackstop(params.keeps, event);
    createMarketDebt(params.market, params.rate, event);
    countApplied(protocol);
  }
  protocol.save();
}
