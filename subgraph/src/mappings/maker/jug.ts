import { LogNote } from "../../../generated/MakerJug/Jug";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { readContext } from "../../context";
import { wordText } from "../../math/number-bytes";
import { ilkMarket } from "./maker";
import { NotedCall } from "./note";
import { numberParameter } from "./parameter";
import { skipUndecodable } from "./skip-undecodable";

/** Records a collateral type's stability fee `duty`: growth of its debt in a second (ray). */
export function handleFileIlk(event: LogNote): void {
  const vat = readContext().bytes("vat");
  const value = noted(event).third;
  if (value === null) {
    skipUndecodable(event, "Jug.file");
    return;
  }
  const params = numberParameter("Jug.file", event.address, event.params.arg2, value);
  params.market = ilkMarket(wordText(event.params.arg1), vat, vat);
  recordParameterChange(event, params);
}

/** Records the stability fee `base` that all collateral types share (ray). */
export function handleFile(event: LogNote): void {
  const value = noted(event).second;
  recordParameterChange(event, numberParameter("Jug.file", event.address, event.params.arg1, value));
}

function noted(event: LogNote): NotedCall {
  return new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
}
