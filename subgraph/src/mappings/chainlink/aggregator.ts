import { Bytes } from "@graphprotocol/graph-ts";
import { AnswerUpdated } from "../../../generated/ChainlinkAggregator/Aggregator";
import { recordAnswer } from "../../actions/record-answer";
import { PriceSource } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { Answer, readAnswer } from "../oracle/read-answer";
import { CHAINLINK } from "./chainlink";

/** Records an answer under the proxy that the network file names, which is what protocols read; a proxy has a phase. */
export function handleAnswerUpdated(event: AnswerUpdated): void {
  const context = readContext();
  const proxy = context.optionalBytes("proxy");
  const feed = namedFeed(context, proxy === null ? event.address : proxy);
  const answer = new Answer(event.params.current, event.params.roundId, event.params.updatedAt);
  const phase = proxy === null ? 0 : context.int("phase");
  recordAnswer(event, readAnswer(event, CHAINLINK, "Aggregator.AnswerUpdated", feed, answer, phase));
}

function namedFeed(context: SourceContext, contract: Bytes): PriceFeedParams {
  const symbol = context.string("assetSymbol");
  const decimals = context.int("assetDecimals");
  const asset = new AssetParams(context.bytes("asset"), context.string("assetKind"), symbol, decimals);
  const feed = new PriceFeedParams(
    CHAINLINK,
    contract,
    PriceSource.CHAINLINK,
    asset,
    context.string("quote"),
    context.int("decimals"),
  );
  feed.heartbeat = context.optionalInt("heartbeat", -1);
  return feed;
}
