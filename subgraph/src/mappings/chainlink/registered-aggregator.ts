import { AnswerUpdated } from "../../../generated/templates/ChainlinkRegisteredAggregator/RegisteredAggregator";
import { recordAnswer } from "../../actions/record-answer";
import { AssetKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { Answer, readAnswer } from "../oracle/read-answer";
import { CHAINLINK, registryFeed } from "./chainlink";

const ANSWER_UPDATED = "RegisteredAggregator.AnswerUpdated";

/** Records an answer under the registry's feed, which `FeedConfirmed` has named. */
export function handleAnswerUpdated(event: AnswerUpdated): void {
  const context = readContext();
  const base = context.bytes("asset");
  const feed = registryFeed(
    context.bytes("registry"),
    new AssetParams(base, AssetKind.ERC20, null, -1),
    base,
    context.bytes("denomination"),
    context.int("decimals"),
  );
  const answer = new Answer(event.params.current, event.params.roundId, event.params.updatedAt);
  recordAnswer(event, readAnswer(event, CHAINLINK, ANSWER_UPDATED, feed, answer, context.int("phase")));
}
