import type { Hex } from "viem";
import { encodeLog } from "./encode.ts";
import { account, amount, happens, WAD } from "./numbers.ts";
import { always, type LogContent, type Story } from "./transaction.ts";

/** Perp v1 lived on another chain than the rest; these addresses stand for it beside them. */
export const PERP = {
  clearingHouse: "0x5d9593586b4b5edbd23e7eba8d88fd8f09d83ebd",
  insuranceFund: "0x8c29f6f7fc1999ab84b476952e986f974acb3824",
  quoteToken: "0xe0b887d54e71329318a036cf50f30dbe4444563c",
} as const;

const AMMS: readonly Hex[] = [
  "0x8d22f1a9dce724d8c1b4c688d75f17a2fe2d32df",
  "0x0f346e19f01471c02485df1758cfd3d624e399b4",
  "0xd41025350582674144102b74b8248550580bb869",
];

const CHANGED =
  "event PositionChanged(address indexed trader, address indexed amm, uint256 margin, uint256 positionNotional, int256 exchangedPositionSize, uint256 fee, int256 positionSizeAfter, int256 realizedPnl, int256 unrealizedPnlAfter, uint256 badDebt, uint256 liquidationPenalty, uint256 spotPrice, int256 fundingPayment)";
const LIQUIDATED =
  "event PositionLiquidated(address indexed trader, address indexed amm, uint256 positionNotional, uint256 positionSize, uint256 liquidationFee, address liquidator, uint256 badDebt)";
const WITHDRAWN = "event Withdrawn(address withdrawer, uint256 amount)";
const TRANSFER = "event Transfer(address indexed from, address indexed to, uint256 value)";

/** One trader's position. */
interface Position {
  readonly trader: Hex;
  readonly amm: Hex;
  readonly margin: bigint;
  readonly notional: bigint;
  readonly size: bigint;
  readonly price: bigint;
}

function positionOf(index: number): Position {
  const margin = amount(index, "margin", [100n * WAD, 5_000n * WAD]);
  const price = amount(index, "price", [200n * WAD, 400n * WAD]);
  const notional = margin * 8n;
  return {
    trader: account(index, "trader", 1_500),
    amm: AMMS[index % AMMS.length] as Hex,
    margin,
    notional,
    size: (notional * WAD) / price,
    price,
  };
}

function changed(position: Position, change: { size: bigint; after: bigint; badDebt: bigint }): LogContent {
  const { trader, amm, margin, notional, price } = position;
  const { size, after, badDebt } = change;
  const left = after === 0n ? 0n : margin;
  return encodeLog(PERP.clearingHouse, CHANGED, [
    ...[trader, amm, left, notional, size, notional / 1_000n, after],
    ...[0n, 0n, badDebt, after === 0n ? margin : 0n, price, 0n],
  ]);
}

function toFund(value: bigint): LogContent {
  return encodeLog(PERP.quoteToken, TRANSFER, [PERP.clearingHouse, PERP.insuranceFund, value]);
}

function closing(index: number, position: Position): LogContent[] {
  const { trader, amm, size, notional, margin } = position;
  const badDebt = happens(index, "bankrupt", 0.15) ? margin / 10n : 0n;
  const fee = notional / 80n;
  const withdrawn = encodeLog(PERP.insuranceFund, WITHDRAWN, [PERP.clearingHouse, badDebt]);
  return [
    ...(badDebt > 0n ? [withdrawn] : [toFund(fee)]),
    changed(position, { size: -size, after: 0n, badDebt }),
    encodeLog(PERP.clearingHouse, LIQUIDATED, [
      ...[trader, amm, notional, size, fee, account(index, "liquidator", 10), badDebt],
    ]),
  ];
}

/**
 * A position is opened, its fee goes to the insurance fund, and one in three ends in a liquidation; one in seven of
 * those costs the fund.
 *
 * @param index - Number of the story, from 0.
 */
export function perpStory(index: number): Story {
  const position = positionOf(index);
  const { size, notional } = position;
  const open = always(toFund(notional / 2_000n), changed(position, { size, after: size, badDebt: 0n }));
  return happens(index, "liquidated", 0.33) ? [open, always(...closing(index, position))] : [open];
}
