import { type Hex, numberToHex, stringToHex } from "viem";
import { encodeLog, encodeNote } from "./encode.ts";
import { account, amount, happens, RAY, WAD } from "./numbers.ts";
import { always, type LogContent, type Step, type Story } from "./transaction.ts";

const CAT: Hex = "0x78f2c2af65126834c51822f56be0d7469d7a523e";
const VOW: Hex = "0xa950524441892a31ebddf91d3ceefa04bf454466";
const FLOPPER: Hex = "0x4d95a049d5b0b7d32058cd3f2163015747522e99";
const FLAPPER: Hex = "0xdfe0fb1be2a52cdbf8fb962d5701d7fd0902db9f";
const FLIPPERS: readonly { readonly address: Hex; readonly ilk: string; readonly osm: Hex }[] = [
  {
    address: "0xd8a04f5412223f513dc55f839574430f5ec15531",
    ilk: "ETH-A",
    osm: "0x81fe72b5a8d1a857d176c3e7d5bd2679a9b85763",
  },
  {
    address: "0xaa745404d55f88c108a28c86abe7b5a1e7817c07",
    ilk: "BAT-A",
    osm: "0xb4eb54af9cc7882df0121d26c5b97e802915abe6",
  },
];

const LOG_VALUE = "event LogValue(bytes32 val)";
const BITE =
  "event Bite(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 tab, address flip, uint256 id)";
const FLIP_KICK =
  "event Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)";
const FLOP_KICK = "event Kick(uint256 id, uint256 lot, uint256 bid, address indexed gal)";
const FLAP_KICK = "event Kick(uint256 id, uint256 lot, uint256 bid)";
const TEND = "function tend(uint256 id, uint256 lot, uint256 bid)";
const DENT = "function dent(uint256 id, uint256 lot, uint256 bid)";
const DEAL = "function deal(uint256 id)";
const TICK = "function tick(uint256 id)";
const RAD = WAD * RAY;

/** One collateral auction. */
interface Auction {
  readonly index: number;
  readonly id: bigint;
  readonly flipper: Hex;
  readonly ilk: string;
  readonly lot: bigint;
  /** Debt without the penalty, rad. */
  readonly debt: bigint;
  readonly tab: bigint;
  readonly keeper: Hex;
  readonly isFree: boolean;
}

function auctionOf(index: number): Auction {
  const at = happens(index, "bat", 0.1) ? 1 : 0;
  const flipper = FLIPPERS[at] as (typeof FLIPPERS)[number];
  const debt = amount(index, "debt", [100n * RAD, 6_000n * RAD]);
  return {
    index,
    id: BigInt(index + 1),
    flipper: flipper.address,
    ilk: flipper.ilk,
    lot: amount(index, "lot", [WAD, 50n * WAD]),
    debt,
    tab: (debt * 113n) / 100n,
    keeper: account(index, "keeper", 40),
    isFree: happens(index, "free", 0.3),
  };
}

function bite(auction: Auction): LogContent[] {
  const { id, flipper, ilk, lot, debt, tab, index } = auction;
  const urn = account(index, "urn", 2_000);
  const art = debt / RAY;
  return [
    encodeNote(VOW, CAT, "function fess(uint256 tab)", [debt]),
    encodeLog(flipper, FLIP_KICK, [id, lot, 0n, tab, urn, VOW]),
    encodeLog(CAT, BITE, [stringToHex(ilk, { size: 32 }), urn, lot, art, debt, flipper, id]),
  ];
}

function bids({ id, flipper, lot, tab, keeper, isFree, index }: Auction): Story {
  const tend = (bid: bigint) => always(encodeNote(flipper, keeper, TEND, [id, lot, bid]));
  if (isFree) return [tend(1n)];
  const dent = always(encodeNote(flipper, keeper, DENT, [id, (lot * 9n) / 10n, tab]));
  return [tend((tab * 7n) / 10n), tend(tab), ...(happens(index, "dent", 0.3) ? [dent] : [])];
}

/** Half of the debts are released from the queue and paid from what the auction brought. */
function payment({ index, debt, isFree }: Auction, era: () => number): Story {
  if (isFree || !happens(index, "heal", 0.5)) return [];
  const caller = account(index, "healer", 5);
  return [
    () => ({ logs: [encodeNote(VOW, caller, "function flog(uint256 era)", [BigInt(era())])] }),
    always(encodeNote(VOW, caller, "function heal(uint256 rad)", [debt])),
  ];
}

function debtAuction(index: number): Story {
  if (!happens(index, "flop", 0.02)) return [];
  const [id, keeper, lump] = [BigInt(index + 1), account(index, "flopper", 20), 50_000n * RAD];
  return [
    always(encodeLog(FLOPPER, FLOP_KICK, [id, 250n * WAD, lump, VOW])),
    always(encodeNote(FLOPPER, keeper, DENT, [id, 200n * WAD, lump])),
    always(encodeNote(VOW, keeper, "function kiss(uint256 rad)", [lump])),
    always(encodeNote(FLOPPER, keeper, DEAL, [id])),
  ];
}

function surplusAuction(index: number): Story {
  if (!happens(index, "flap", 0.02)) return [];
  const [id, keeper, lot] = [BigInt(index + 1), account(index, "flapper", 20), 10n * RAD];
  return [
    always(encodeLog(FLAPPER, FLAP_KICK, [id, lot, 0n])),
    always(encodeNote(FLAPPER, keeper, TEND, [id, lot, WAD])),
    always(encodeNote(FLAPPER, keeper, DEAL, [id])),
  ];
}

/**
 * Returns the log by which the oracle of the first collateral states a price.
 *
 * @param value - 32 bytes.
 */
export function priceLog(value: Hex): LogContent {
  return encodeLog((FLIPPERS[0] as (typeof FLIPPERS)[number]).osm, LOG_VALUE, [value]);
}

function prices(index: number): Story {
  if (!happens(index, "price", 0.2)) return [];
  const value = numberToHex(amount(index, "value", [90n * WAD, 250n * WAD]), { size: 32 });
  return FLIPPERS.map(({ osm }) => always(encodeLog(osm, LOG_VALUE, [value])));
}

function parameters(index: number): Story {
  if (!happens(index, "file", 0.005)) return [];
  const file = "function file(bytes32 ilk, bytes32 what, uint256 data)";
  const what = [stringToHex("ETH-A", { size: 32 }), stringToHex("lump", { size: 32 }), 50n * WAD];
  return [always(encodeNote(CAT, account(index, "admin", 1), file, what))];
}

/**
 * A vault is bitten, auctioned, and its debt paid; two bids an auction and three free lots in ten, as in the
 * records of 2020. Some stories add a price, a debt auction, a surplus auction or a parameter.
 *
 * @param index - Number of the story, from 0; also the auction's number less one.
 */
export function makerStory(index: number): Story {
  const auction = auctionOf(index);
  let bittenAt = 0;
  const start: Step = (timestamp) => {
    bittenAt = timestamp;
    return { logs: bite(auction) };
  };
  const { flipper, keeper, id } = auction;
  const tick = happens(index, "tick", 0.05) ? [always(encodeNote(flipper, keeper, TICK, [id]))] : [];
  return [
    ...prices(index),
    start,
    ...tick,
    ...bids(auction),
    always(encodeNote(flipper, keeper, DEAL, [id])),
    ...payment(auction, () => bittenAt),
    ...debtAuction(index),
    ...surplusAuction(index),
    ...parameters(index),
  ];
}
