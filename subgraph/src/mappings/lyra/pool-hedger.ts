import { QuoteReturnedToLP } from "../../../generated/LyraPoolHedger/PoolHedger";
import { FlowCause } from "../../constants";
import { readContext } from "../../context";
import { LyraMarket } from "./lyra";
import { quoteIn, recordPoolFlows, withAccount } from "./pool-flow";

/** Records quote that the hedger gives back. */
export function handleQuoteReturnedToLP(event: QuoteReturnedToLP): void {
  const lyra = new LyraMarket(readContext());
  const returned = withAccount(quoteIn(lyra, FlowCause.HEDGE, event.params.amountQuote), event.address);
  recordPoolFlows(event, "PoolHedger.QuoteReturnedToLP", [returned]);
}
