import type { Provenance } from "../../format.ts";
import { UNKNOWN_ACCOUNT } from "../unknown-account.ts";

const recorded = (field: string, rule: string): Provenance => ({ field, status: "recorded", rule });
const derived = (field: string, rule: string): Provenance => ({ field, status: "derived", rule });
const filled = (field: string, rule: string): Provenance => ({ field, status: "filled", rule });
const unknown = (field: string, rule: string): Provenance => ({ field, status: "unknown", rule });

/** Where every field of the imported Maker history comes from. */
export const MAKER_PROVENANCE: readonly Provenance[] = [
  recorded(
    "Osm.LogValue",
    "Every raw log as recorded: address, topics, data, block number, transaction hash and index, log index.",
  ),
  recorded(
    "Flipper.Kick: block, id, lot, tab",
    "tab was recorded with three decimals, rounded down; a bid may exceed it by less than 0.001 DAI.",
  ),
  recorded("Flipper.Kick: block time", 'For auctions 941 to 4,866 the column "kick timestamp".'),
  recorded(
    "Flipper.deal: block, caller",
    'Columns "end_block" and "dealer". The column "last bid block" holds the block of the deal too: it goes with "deal timestamp" for all 3,908 dealt rows that have both, and is empty where there was no deal.',
  ),
  recorded("Flipper.deal: block time", 'For auctions 941 to 4,866 the column "deal timestamp".'),
  recorded(
    "Flipper.tend, Flipper.dent: number of bids, and the last bid's caller, lot and bid",
    "The bid with all 45 decimals, the lot with all 18.",
  ),
  recorded(
    "Flipper.tend, Flipper.dent: time of the last bid",
    'For auctions 941 to 4,866 the column "last bid timestamp"; its block is derived.',
  ),
  derived(
    "Cat.Bite: tab; Vow.fess: tab",
    "Kick.tab / 1.13 in rad, rounded down: the Cat puts the penalty only on what the auction asks for.",
  ),
  derived("Cat.Bite: ink, flip, id", "The lot, the Flipper's address and the number of the auction."),
  derived(
    "Flipper.tend, Flipper.dent: block of the last bid",
    "The block of that time where a recorded one has it; otherwise the free block nearest to it by interpolation between recorded ones.",
  ),
  filled(
    "Flipper.Kick: usr; Cat.Bite: urn",
    `The vault's recorded owner stands in place of the vault; ${UNKNOWN_ACCOUNT} for auctions 1 to 940, whose owner is not recorded.`,
  ),
  filled(
    "Cat.Bite: art",
    "tab / 10^27 rounded down, as if the accumulated rate were 1; the real one was a few percent more, and art as much less.",
  ),
  filled(
    "Flipper.tend, Flipper.dent: bids before the last",
    `Raises in equal steps up to the recorded bid, by ${UNKNOWN_ACCOUNT}; where the lot shrank, only the last bid lowers it. Blocks are spread evenly from kick to last bid (auctions 941 on) or between kick and deal (before).`,
  ),
  filled(
    "Block times before block 9,656,986",
    "The oracle is poked once per clock hour, so its pokes tell the hour of their block; 431 s after the full hour, and linear between pokes. Block 9,069,000 and 9,200,000 come out within 10 minutes of their published times.",
  ),
  filled(
    "Other block times",
    "Linear between blocks with recorded times, rounded down; 13 s per block after the last one.",
  ),
  filled(
    "Cat.file(ETH-A, chop)",
    "1.13, ETH-A's liquidation penalty in all of this range, at the first block of the history.",
  ),
  filled(
    "Transaction hashes and indexes and log indexes of all logs but LogValue",
    'keccak256 of "seawall maker" and what happened; one transaction per kick, bid and deal; behind the recorded logs of the same block, kicks before bids before deals, each by number.',
  ),
  unknown(
    "Vow: flog, heal, kiss, flop, flap; Flopper; Flipper.tick, yank; other collateral",
    "Not part of the record.",
  ),
  unknown(
    "Prices, discounts, gas prices, kicker",
    "Recorded, but in no log: see rows.ndjson.gz, which has every column of every row as text.",
  ),
];
