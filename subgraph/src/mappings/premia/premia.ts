import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  AssetKind,
  BalanceSource,
  FlowCause,
  HoldKind,
  LossLayerKind,
  MarketKind,
  MechanismKind,
  OptionStyle,
  OptionType,
  SettlementKind,
} from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY, optionSeriesId } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { MarketParams } from "../../params/market-params";
import { OptionSeriesParams } from "../../params/option-params";
import { OptionToken, STRIKE_DECIMALS } from "./option-token";

/** Slug of the protocol. */
export const PREMIA = "premia";

/** A pool, as its source's context states it: calls are covered in the underlying, puts in the base token. */
export class PremiaPool {
  underlying: AssetParams;
  base: AssetParams;
  market: MarketParams;
  backstop: BackstopParams;

  constructor(
    public address: Bytes,
    context: SourceContext,
  ) {
    const symbol = context.string("underlyingSymbol");
    const baseSymbol = context.string("baseSymbol");
    const decimals = context.int("underlyingDecimals");
    this.underlying = new AssetParams(context.bytes("underlying"), AssetKind.ERC20, symbol, decimals);
    const baseDecimals = context.int("baseDecimals");
    this.base = new AssetParams(context.bytes("base"), AssetKind.ERC20, baseSymbol, baseDecimals);
    this.market = marketOf(address, `${symbol}/${baseSymbol} options`, this.underlying, this.base);
    this.backstop = writerOf(address, `${symbol}/${baseSymbol} pool`, this.market);
  }

  /** Token in which calls or puts are covered, bought and paid. */
  asset(isCall: bool): AssetParams {
    return isCall ? this.underlying : this.base;
  }

  /** Collateral of an option, in units of its asset. */
  collateral(token: OptionToken, size: BigInt): BigInt {
    return token.collateral(size, this.underlying.decimals, this.base.decimals);
  }

  /** A flow of the pool. */
  flow(isCall: bool, direction: string, cause: string, amount: BigInt): FlowParams {
    return new FlowParams(this.backstop, this.asset(isCall), direction, cause, amount);
  }

  /** Collateral that is locked or set free. */
  lock(isCall: bool, direction: string, amount: BigInt): FlowParams {
    const flow = this.flow(isCall, direction, FlowCause.REBALANCE, amount);
    flow.hold = HoldKind.ENCUMBERED;
    return flow;
  }

  /** Id of the series of an option. */
  seriesId(token: OptionToken): Bytes {
    return optionSeriesId(PREMIA, this.address, token.longId);
  }

  /** Terms of an option, for its first trade. */
  series(token: OptionToken): OptionSeriesParams {
    const series = new OptionSeriesParams(
      PREMIA,
      this.address,
      token.longId,
      this.market,
      this.backstop,
      OptionStyle.AMERICAN,
      SettlementKind.CASH,
      this.underlying,
      STRIKE_DECIMALS,
    );
    series.type = token.isCall ? OptionType.CALL : OptionType.PUT;
    series.strike = token.strike();
    series.expiry = token.maturity;
    return series;
  }
}

function marketOf(pool: Bytes, name: string, underlying: AssetParams, base: AssetParams): MarketParams {
  const market = new MarketParams(PREMIA, pool, MarketKind.OPTION_UNDERLYING, name, pool);
  market.collateral = underlying;
  market.debt = base;
  return market;
}

/** Money that a pool sends where a writer and a holder close an option together has no log. */
function writerOf(pool: Bytes, name: string, market: MarketParams): BackstopParams {
  const kind = MechanismKind.PUT_OPTION_BACKSTOP;
  const layer = LossLayerKind.OPTION_PAYOFF;
  const backstop = new BackstopParams(PREMIA, pool, NO_KEY, name, kind, layer, 1, BalanceSource.PARTIAL);
  backstop.market = market;
  return backstop;
}
