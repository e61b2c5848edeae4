import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { findAsset } from "../../actions/known-asset";
import { findBackstop } from "../../actions/known-backstop";
import { findMarket } from "../../actions/known-market";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import {
  AssetKind,
  BalanceSource,
  LossLayerKind,
  MarketKind,
  MechanismKind,
  SkipReason,
} from "../../constants";
import { readContext } from "../../context";
import { backstopId, NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";
import { SkipParams } from "../../params/skip-params";
import { assetId, isNobody, isNone } from "./standard-id";

/**
 * A log of the standard while it is read. What a log names must have been registered, and its enumerations known: the first
 * thing that is not is kept, a stand-in is returned for it, and the log is to be refused.
 */
export class StandardLog {
  /** Slug of the protocol that the emitter belongs to. */
  slug: string;
  /** Name for what is skipped, such as `Backstop.Inflow`. */
  log: string;
  private fault: SkipParams | null = null;

  constructor(
    public event: ethereum.Event,
    name: string,
  ) {
    this.slug = readContext().string("slug");
    this.log = `Backstop.${name}`;
  }

  /** Returns a registered backstop. */
  backstop(key: Bytes): BackstopParams {
    const known = findBackstop(this.slug, backstopId(this.slug, NO_KEY, key));
    if (known !== null) return known;
    this.refuse(SkipReason.UNKNOWN_PARENT, `Backstop ${key.toHexString()} was never registered`);
    return noBackstop(this.slug, key);
  }

  /** Returns a registered backstop; null where none is named. */
  optionalBackstop(key: Bytes): BackstopParams | null {
    return isNone(key) ? null : this.backstop(key);
  }

  /** Returns a registered market. */
  market(key: Bytes): MarketParams {
    const known = findMarket(this.slug, key);
    if (known !== null) return known;
    this.refuse(SkipReason.UNKNOWN_PARENT, `Market ${key.toHexString()} was never registered`);
    return new MarketParams(this.slug, key, MarketKind.SYSTEM, "", NO_KEY);
  }

  /** Returns a registered market; null where none is named. */
  optionalMarket(key: Bytes): MarketParams | null {
    return isNone(key) ? null : this.market(key);
  }

  /** Returns a registered asset. */
  asset(address: Address): AssetParams {
    const id = assetId(address);
    const known = findAsset(id);
    if (known !== null && !isNobody(address)) return known;
    this.refuse(SkipReason.UNKNOWN_PARENT, `Asset ${address.toHexString()} was never registered`);
    return new AssetParams(id, AssetKind.ERC20, null, -1);
  }

  /** Returns a registered asset; null where none is named. */
  optionalAsset(address: Address): AssetParams | null {
    return isNobody(address) ? null : this.asset(address);
  }

  /** Returns the asset in which the losses of a market are counted. */
  debtOf(market: MarketParams): AssetParams {
    const debt = market.debt;
    if (debt !== null) return debt;
    this.refuse(SkipReason.OUT_OF_RANGE, `Expected a market with a debt asset, got "${market.name}"`);
    return new AssetParams(NO_KEY, AssetKind.ERC20, null, -1);
  }

  /**
   * Returns the name of an enumeration's member.
   *
   * @param name - Null for an unknown number.
   */
  member(name: string | null, enumeration: string, value: BigInt): string {
    if (name !== null) return name;
    this.refuse(SkipReason.OUT_OF_RANGE, `Expected a ${enumeration}, got ${value.toString()}`);
    return "";
  }

  /** Returns a number of at most 31 bits. */
  small(value: BigInt, what: string): i32 {
    if (value.lt(BigInt.zero()) || value.gt(BigInt.fromI32(i32.MAX_VALUE))) {
      this.refuse(SkipReason.OUT_OF_RANGE, `Expected ${what} from 0 to 2^31 - 1, got ${value.toString()}`);
      return 0;
    }
    return value.toI32();
  }

  /** Returns a number of at most 8 bits, such as decimals. */
  tiny(value: BigInt, what: string): i32 {
    const number = this.small(value, what);
    this.expect(number < 256, `Expected ${what} from 0 to 255, got ${value.toString()}`);
    return number;
  }

  /** Refuses the log unless a promise is kept. */
  expect(isKept: bool, detail: string): void {
    if (!isKept) this.refuse(SkipReason.OUT_OF_RANGE, detail);
  }

  /** Refuses the log; the first reason counts. */
  refuse(reason: string, detail: string): void {
    if (this.fault === null) this.fault = this.gap(reason, detail);
  }

  /** What of the log cannot be applied, though the rest is. */
  gap(reason: string, detail: string): SkipParams {
    return new SkipParams(this.slug, this.log, reason, detail);
  }

  /** Records the log as skipped where it was refused, and tells whether it was. */
  isRefused(): bool {
    const fault = this.fault;
    if (fault === null) return false;
    recordSkippedEvent(this.event, fault);
    return true;
  }
}

function noBackstop(slug: string, key: Bytes): BackstopParams {
  return new BackstopParams(
    slug,
    NO_KEY,
    key,
    "",
    MechanismKind.STATIC_INSURANCE_FUND,
    LossLayerKind.INSURANCE_FUND,
    1,
    BalanceSource.FLOWS,
  );
}
