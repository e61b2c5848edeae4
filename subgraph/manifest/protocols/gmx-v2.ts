import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Members of `EventUtils.EventLogData` and the type of their values. */
const MEMBERS = {
  addressItems: "address",
  uintItems: "uint256",
  intItems: "int256",
  boolItems: "bool",
  bytes32Items: "bytes32",
  bytesItems: "bytes",
  stringItems: "string",
};

const EVENT_DATA = `(${Object.entries(MEMBERS)
  .map(
    ([name, type]) =>
      `((string key, ${type} value)[] items, (string key, ${type}[] value)[] arrayItems) ${name}`,
  )
  .join(", ")}) eventData`;

const DATA_TYPE = `(${Object.values(MEMBERS)
  .map((type) => `((string,${type})[],(string,${type}[])[])`)
  .join(",")})`;

/** Contracts and events of gmx-v2. */
export const GMX_V2: ProtocolDefinition = {
  signatures: {
    EventEmitter: [
      `event EventLog1(bytes32 indexed topic, address msgSender, string eventName, bytes32 indexed eventNameHash, bytes32 indexed topic1, ${EVENT_DATA}) anonymous`,
    ],
  },
  contracts: {
    EventEmitter: {
      file: "event-emitter.ts",
      events: [
        {
          event: "EventLog1",
          handler: "handleEventLog1",
          hashOf: `EventLog1(address,string,string,bytes32,${DATA_TYPE})`,
          topic1Texts: [
            "PositionIncrease",
            "PositionDecrease",
            "AdlStateUpdated",
            "InsufficientFundingFeePayment",
          ],
          receipt: true,
        },
      ],
      context: {},
    },
  },
};
