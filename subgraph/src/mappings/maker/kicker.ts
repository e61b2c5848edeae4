import { File, File1 } from "../../../generated/MakerKicker/Kicker";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { numberParameter } from "./parameter";

/** Records the sum `kbump` that each start takes from the surplus (rad). */
export function handleFile(event: File): void {
  recordParameterChange(
    event,
    numberParameter("Kicker.File", event.address, event.params.what, event.params.data),
  );
}

/** Records the surplus `khump` from which a start is allowed (rad). Signed: below zero it sells surplus that is not there. */
export function handleFileSigned(event: File1): void {
  recordParameterChange(
    event,
    numberParameter("Kicker.File", event.address, event.params.what, event.params.data),
  );
}
