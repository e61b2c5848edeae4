import { resolve } from "node:path";
import { encodeAbiParameters, encodeEventTopics, type Hex, keccak256, padHex, parseAbi, toHex } from "viem";
import type { RecordedCall, RecordedLog } from "../../devnet/history/format.ts";
import { dealNote, kickEvent } from "../../devnet/history/importers/maker/maker-events.ts";
import type { HistoryHead } from "../../devnet/history/write-history.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";

const FLIPPER = "0xd8a04f5412223f513dc55f839574430f5ec15531";
const HEGIC = "0xefc0eeadc1132a12c9487d800112693bf49ecfa2";
const TOKEN = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const FUND = "0x00000000000000000000000000000000000000f0";
const OTHER = "0x00000000000000000000000000000000000000aa";
const ABI = parseAbi([
  "event Create(uint256 indexed id, address indexed account, uint256 settlementFee, uint256 totalFee)",
  "event Transfer(address indexed from, address indexed to, uint256 value)",
]);
const START = 1_600_000_000;

type Content = Pick<RecordedLog, "address" | "topics" | "data">;

function create(id: bigint): Content {
  const topics = encodeEventTopics({ abi: ABI, eventName: "Create", args: { id, account: OTHER } }) as Hex[];
  return {
    address: HEGIC,
    topics,
    data: encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [id, 2n * id]),
  };
}

function transfer(to: Hex): Content {
  const topics = encodeEventTopics({ abi: ABI, eventName: "Transfer", args: { from: OTHER, to } }) as Hex[];
  return { address: TOKEN, topics, data: padHex("0x05", { size: 32 }) };
}

/** What a block emits: events that are recorded, and noise that is not. */
function contents(block: number): { log: Content; isNoise: boolean }[] {
  const id = BigInt(block);
  const all: { log: Content; isNoise: boolean }[] = [
    { log: kickEvent(OTHER, { id, lot: 5n, tab: 7n }), isNoise: false },
    { log: { address: FLIPPER, topics: [keccak256(toHex("Other()"))], data: "0x" as Hex }, isNoise: true },
    { log: transfer(OTHER), isNoise: true },
    { log: transfer(FUND), isNoise: false },
    { log: { ...create(id), address: OTHER as Hex }, isNoise: true },
    { log: create(id), isNoise: false },
    { log: dealNote(OTHER, id), isNoise: false },
  ];
  return all.filter((_, index) => (block + index) % 3 !== 0);
}

/** A history for a chain to record from: `all` its logs, those that a recording must find, and its answers. */
export function recordableHistory(blocks: number): {
  all: RecordedLog[];
  expected: RecordedLog[];
  calls: RecordedCall[];
} {
  const placed = Array.from({ length: blocks }, (_, index) => index + 1).flatMap((block) =>
    contents(block).map(({ log, isNoise }, logIndex) => ({
      isNoise,
      log: {
        blockNumber: block,
        timestamp: START + 15 * block,
        transactionHash: keccak256(toHex(`${block} ${logIndex >> 1}`)),
        transactionIndex: logIndex >> 1,
        logIndex,
        ...log,
      },
    })),
  );
  const all = placed.map(({ log }) => log);
  const calls = all
    .filter((log) => log.address === HEGIC)
    .map((log) => ({
      blockNumber: log.blockNumber,
      to: HEGIC as Hex,
      data: `0x409e2205${(log.topics[1] as Hex).slice(2)}` as Hex,
      result: log.blockNumber % 5 === 0 ? null : padHex(log.topics[1] as Hex, { size: 256, dir: "right" }),
    }));
  return { all, expected: placed.filter(({ isNoise }) => !isNoise).map(({ log }) => log), calls };
}

/** Two contracts as the network file of mainnet describes them. */
function mainnetSources() {
  const path = resolve(import.meta.dirname, "../../subgraph/networks/mainnet.json");
  return loadNetwork(path).sources.filter(({ address }) => [FLIPPER, HEGIC].includes(address.toLowerCase()));
}

/** The network of that chain: three contracts, one of them with a filter on a topic. */
export const RECORDABLE_NETWORK = {
  name: "recordable",
  graphNetwork: "recordable",
  chainId: 31337,
  sources: [
    ...mainnetSources(),
    {
      protocol: "perp",
      contract: "QuoteToken",
      address: TOKEN,
      startBlock: 1,
      context: { clearingHouse: OTHER, insuranceFund: FUND, quoteSymbol: "USDC", quoteDecimals: 6 },
    },
  ],
};

/** What a folder with all logs says of itself. */
export const RECORDABLE_HEAD: HistoryHead = {
  name: "recordable",
  description: "Made for a test.",
  network: { name: "recordable", chainId: 31337 },
  kinds: {},
  windows: [],
  provenance: [],
  sources: [],
};
