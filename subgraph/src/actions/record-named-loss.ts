import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { FactKind, factId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { DeficitChangeParams } from "../params/deficit-change-params";
import { loadFactName, newFactName } from "../store/fact-name";
import { recordDeficitChange } from "./record-deficit-change";

/**
 * Records a debt that is recognised under a name: what no layer took of a liquidation's loss, or a loss of its own.
 *
 * @param params - One deficit with one CREATED step.
 * @param name - What the emitter calls the loss.
 */
export function recordNamedLoss(event: ethereum.Event, params: DeficitChangeParams, name: Bytes): void {
  recordDeficitChange(event, params);
  const change = factId(event, FactKind.DEFICIT_CHANGE, params.firstStep);
  const known = loadFactName(params.protocol, name);
  const market = params.deficits[0].market.id;
  const named = known === null ? newFactName(event, params.protocol, name, market, change) : known;
  named.recognised = change;
  named.updatedOrdinal = ordinalOf(event);
  named.save();
}
