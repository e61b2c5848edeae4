import { AnswerUpdated } from "../../../generated/templates/AaveSource/Source";
import { recordAnswer } from "../../actions/record-answer";
import { readContext } from "../../context";
import { Answer, readAnswer } from "../oracle/read-answer";
import { AAVE, unnamedToken } from "./aave";
import { assetFeed } from "./asset-feed";

const PHASE = 0;

/** Records an answer of the contract from which an asset's price comes. */
export function handleAnswerUpdated(event: AnswerUpdated): void {
  const context = readContext();
  const feed = assetFeed(context.bytes("oracle"), unnamedToken(context.bytes("asset")));
  const answer = new Answer(event.params.current, event.params.roundId, event.params.updatedAt);
  recordAnswer(event, readAnswer(event, AAVE, "Source.AnswerUpdated", feed, answer, PHASE));
}
