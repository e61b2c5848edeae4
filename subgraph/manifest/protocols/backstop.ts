import type { EventDefinition, ProtocolDefinition } from "../protocol-definition.ts";
import { BACKSTOP_SIGNATURES } from "./backstop-signatures.ts";

/** Files of the handlers below `subgraph/src/mappings/backstop/`, and their events. */
const HANDLERS: Readonly<Record<string, readonly string[]>> = {
  "registration.ts": [
    "StandardDeclared",
    "AssetRegistered",
    "MarketRegistered",
    "BackstopRegistered",
    "FeedRegistered",
  ],
  "capital.ts": ["Deposited", "Inflow", "Outflow", "Held", "Released", "BalanceStated"],
  "withdrawals.ts": ["WithdrawalRequested", "WithdrawalCancelled", "Withdrawn"],
  "transactions.ts": [
    "PegSwapped",
    "BondSold",
    "Recapitalised",
    "ReinsuranceCeded",
    "ReinsuranceClaimed",
    "HedgeTraded",
    "HedgeFunded",
  ],
  "positions.ts": ["PositionChanged", "LendingStated", "Liquidated", "Deleveraged"],
  "losses.ts": [
    "LossAllocated",
    "LossRecognised",
    "LossPromised",
    "LossCovered",
    "LossSocialised",
    "LossWrittenOff",
  ],
  "auctions.ts": ["AuctionStarted", "AuctionBid", "AuctionTaken", "AuctionRestarted", "AuctionEnded"],
  "options.ts": ["SeriesListed", "OptionTraded", "OptionExercised", "OptionExpired"],
  "data.ts": ["ParameterChanged", "StatusChanged", "PriceReported", "Attested"],
};

/** A signature whose last parameter is a struct: what comes before it, its members, its name. */
const WITH_STRUCT = /^event (\w+)\((.*), \((.*)\) (\w+)\)$/;

function nameOf(parameter: string): string {
  return parameter.slice(parameter.lastIndexOf(" ") + 1);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Names a member after its struct where a parameter has its name already. */
function memberText(member: string, struct: string, taken: readonly string[]): string {
  const name = nameOf(member);
  if (!taken.includes(name)) return member;
  return `${member.slice(0, -name.length)}${struct}${capitalised(name)}`;
}

/** Types of whose word graph-node takes 32 bits: one that holds more, which no compiler writes, would stop the index. */
const SMALL = /\buint(8|16) /g;

function isPlain(signature: string): boolean {
  return !WITH_STRUCT.test(signature) && signature.search(SMALL) < 0;
}

/** Lists the members of a struct in its place. */
function flat(signature: string): string {
  const [, event, before = "", members = "", struct = ""] = WITH_STRUCT.exec(signature) ?? [];
  if (event === undefined) return signature;
  const taken = before.split(", ").map(nameOf);
  const own = members.split(", ").map((member) => memberText(member, struct, taken));
  return `event ${event}(${before}, ${own.join(", ")})`;
}

/** Writes an event as it is read: structs member by member, small numbers as whole words, under a topic that is stated. */
function asRead(signature: string): string {
  if (isPlain(signature)) return signature;
  return `${flat(signature).replace("(", "(bytes32 indexed topic, ").replaceAll(SMALL, "uint256 ")} anonymous`;
}

function typesOf(parameters: string): string {
  return parameters
    .split(", ")
    .map((parameter) => parameter.split(" ", 1)[0])
    .join(",");
}

/** Returns the text whose hash is the first topic. */
function canonical(signature: string): string {
  const [, event, before = "", members = ""] = WITH_STRUCT.exec(signature) ?? [];
  if (event !== undefined) return `${event}(${typesOf(before)},(${typesOf(members)}))`;
  const [, name, parameters = ""] = /^event (\w+)\((.*)\)$/.exec(signature) ?? [];
  return `${name}(${typesOf(parameters)})`;
}

function definition(event: string, file: string): EventDefinition {
  const signature = BACKSTOP_SIGNATURES.find((one) => one.startsWith(`event ${event}(`)) ?? "";
  const hash = isPlain(signature) ? {} : { hashOf: canonical(signature) };
  return { event, handler: `handle${event}`, file, ...hash };
}

/** Contracts that emit the Backstop event standard: any number of them, of any number of protocols. */
export const BACKSTOP: ProtocolDefinition = {
  signatures: {
    Backstop: BACKSTOP_SIGNATURES.map(asRead),
    IBackstopEvents: [...BACKSTOP_SIGNATURES, "function backstopStandardVersion() view returns (uint256)"],
  },
  contracts: {
    Backstop: {
      file: "registration.ts",
      events: Object.entries(HANDLERS).flatMap(([file, events]) =>
        events.map((event) => definition(event, file)),
      ),
      // Slug of the protocol that the contract belongs to; contracts of one slug share their ids.
      context: { slug: "String" },
    },
  },
};
