import { BigInt, dataSource, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { METHODOLOGY_VERSION, SCHEMA_VERSION, SUBGRAPH_VERSION } from "../constants";
import { protocolId } from "../ids";
import { ordinalOf } from "../math/ordinal";

/** Returns the protocol with this slug, making it when it is new. */
export function loadOrCreateProtocol(slug: string, event: ethereum.Event): Protocol {
  const id = protocolId(slug);
  const known = Protocol.load(id);
  if (known !== null) return known;
  const protocol = new Protocol(id);
  protocol.slug = slug;
  protocol.network = dataSource.network();
  protocol.schemaVersion = SCHEMA_VERSION;
  protocol.subgraphVersion = SUBGRAPH_VERSION;
  protocol.methodologyVersion = METHODOLOGY_VERSION;
  protocol.eventCount = BigInt.zero();
  protocol.skippedCount = BigInt.zero();
  protocol.createdOrdinal = ordinalOf(event);
  protocol.save();
  return protocol;
}
