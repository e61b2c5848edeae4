import type { ProtocolDefinition } from "../protocol-definition.ts";

/** Everything that is read of Maker's and Sky's contracts. */
export const MAKER_SIGNATURES: ProtocolDefinition["signatures"] = {
  Cat: [
    "event Bite(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 tab, address flip, uint256 id)",
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Flipper: [
    "event Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)",
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Vow: [
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Flopper: [
    "event Kick(uint256 id, uint256 lot, uint256 bid, address indexed gal)",
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Flapper: [
    "event Kick(uint256 id, uint256 lot, uint256 bid)",
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Osm: ["event LogValue(bytes32 val)"],
  Vat: [
    "event LogNote(bytes4 indexed sig, bytes32 indexed arg1, bytes32 indexed arg2, bytes32 indexed arg3, bytes data) anonymous",
  ],
  Jug: [
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Spotter: [
    "event Poke(bytes32 ilk, bytes32 val, uint256 spot)",
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Dog: [
    "event Bark(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 due, address clip, uint256 indexed id)",
    "event Cage()",
    "event Digs(bytes32 indexed ilk, uint256 rad)",
    "event File(bytes32 indexed what, uint256 data)",
    "event File(bytes32 indexed what, address data)",
    "event File(bytes32 indexed ilk, bytes32 indexed what, uint256 data)",
    "event File(bytes32 indexed ilk, bytes32 indexed what, address clip)",
  ],
  Clipper: [
    "event Kick(uint256 indexed id, uint256 top, uint256 tab, uint256 lot, address indexed usr, address indexed kpr, uint256 coin)",
    "event Take(uint256 indexed id, uint256 max, uint256 price, uint256 owe, uint256 tab, uint256 lot, address indexed usr)",
    "event Redo(uint256 indexed id, uint256 top, uint256 tab, uint256 lot, address indexed usr, address indexed kpr, uint256 coin)",
    "event Yank(uint256 id)",
    "event File(bytes32 indexed what, uint256 data)",
    "event File(bytes32 indexed what, address data)",
  ],
  Splitter: [
    "event Kick(uint256 tot, uint256 lot, uint256 pay)",
    "event Cage(uint256 rad)",
    "event File(bytes32 indexed what, uint256 data)",
    "event File(bytes32 indexed what, address data)",
  ],
  FlapperSwap: ["event Exec(uint256 lot, uint256 bought)"],
  Kicker: ["event File(bytes32 indexed what, uint256 data)", "event File(bytes32 indexed what, int256 data)"],
  Psm: [
    "event BuyGem(address indexed owner, uint256 value, uint256 fee)",
    "event SellGem(address indexed owner, uint256 value, uint256 fee)",
    "event File(bytes32 indexed what, uint256 data)",
  ],
  LitePsm: [
    "event BuyGem(address indexed owner, uint256 value, uint256 fee)",
    "event SellGem(address indexed owner, uint256 value, uint256 fee)",
    "event Fill(uint256 wad)",
    "event Trim(uint256 wad)",
    "event Chug(uint256 wad)",
    "event File(bytes32 indexed what, uint256 data)",
    "event File(bytes32 indexed what, address data)",
  ],
  End: [
    "event Cage()",
    "event Cage(bytes32 indexed ilk)",
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
  Esm: [
    "event Fire()",
    "event Join(address indexed usr, uint256 wad)",
    "event LogNote(bytes4 indexed sig, address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data) anonymous",
  ],
};
