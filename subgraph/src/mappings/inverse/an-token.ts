import { Address, BigInt } from "@graphprotocol/graph-ts";
import { RepayBorrow } from "../../../generated/InverseAnToken/AnToken";
import { recordPositionChange } from "../../actions/record-position-change";
import { AssetKind, MarketKind, PositionCause } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { MarketParams } from "../../params/market-params";
import { PositionChangeParams } from "../../params/position-change-params";
import { INVERSE, paidBadDebt, payerOf } from "./inverse";

/** Records bad debt that the DAO repaid, with what the borrower still owes. */
export function handleRepayBorrow(event: RepayBorrow): void {
  const context = readContext();
  const payer = event.params.payer;
  if (!isPayer(context, payer)) return;
  const symbol = context.string("assetSymbol");
  const decimals = context.int("assetDecimals");
  const asset = new AssetParams(context.bytes("asset"), AssetKind.ERC20, symbol, decimals);
  const kind = MarketKind.LENDING_RESERVE;
  const market = new MarketParams(INVERSE, event.address, kind, symbol, event.address);
  market.debt = asset;
  const borrower = event.params.borrower;
  const params = new PositionChangeParams(
    INVERSE,
    "AnToken.RepayBorrow",
    market,
    borrower,
    PositionCause.ADJUST,
    BigInt.zero(),
    event.params.accountBorrows,
  );
  params.isClosed = event.params.accountBorrows.isZero();
  const dao = payerOf(payer, `Repayments by ${payer.toHexString()}`);
  params.deficits = [paidBadDebt(market, asset, dao, borrower, event.params.repayAmount)];
  recordPositionChange(event, params);
}

function isPayer(context: SourceContext, account: Address): bool {
  const name = account.toHexString();
  const payers = context.string("payers").toLowerCase().split(",");
  for (let i = 0; i < payers.length; i++) {
    if (payers[i] == name) return true;
  }
  return false;
}
