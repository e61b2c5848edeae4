import {
  Borrowed,
  DistributionThresholdChanged,
  FeeDistributed,
  Paused,
  Repaid,
  SurplusBeneficiaryChanged,
  Unpaused,
} from "../../../generated/PerpV2InsuranceFund/InsuranceFund";
import { recordAnnouncement } from "../../actions/record-announcement";
import { recordBalanceSnapshot } from "../../actions/record-balance-snapshot";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordStatusChange } from "../../actions/record-status-change";
import { DeficitAction, FlowCause, FlowDirection, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { BalanceSnapshotParams } from "../../params/balance-snapshot-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { badDebtOf } from "./bad-debt";
import { accountingUnit, insuranceFund, PERP_V2, settlementToken, vaultMarket } from "./perp-v2";

/** Records what the vault of the first versions took from the fund because it lacked tokens: bad debt, paid. */
export function handleBorrowed(event: Borrowed): void {
  const context = readContext();
  const fund = insuranceFund(context);
  const created = badDebtOf(event.params.borrower, event.params.amount, context);
  created.account = null;
  const covered = new DeficitStep(DeficitAction.COVERED, created.amount);
  covered.account = fund.contract;
  covered.payer = fund;
  const deficit = new DeficitParams(vaultMarket(context), accountingUnit(context), [created, covered]);
  const params = new DeficitChangeParams(PERP_V2, "InsuranceFund.Borrowed", deficit);
  const token = settlementToken(context);
  const amount = event.params.amount;
  params.flows = [new FlowParams(fund, token, FlowDirection.OUT, FlowCause.COVERAGE, amount)];
  recordDeficitChange(event, params);
}

/** Checks the wallet after a payment into the account, which the vault's log has stated. */
export function handleRepaid(event: Repaid): void {
  const context = readContext();
  recordBalanceSnapshot(
    event,
    new BalanceSnapshotParams(
      PERP_V2,
      "InsuranceFund.Repaid",
      insuranceFund(context),
      settlementToken(context),
      event.params.tokenBalanceAfterRepaid,
      FlowCause.TRANSFER,
      FlowCause.TRANSFER,
    ),
  );
}

/** Checks that the payment of surplus was recorded from the token's log. */
export function handleFeeDistributed(event: FeeDistributed): void {
  recordAnnouncement(event, PERP_V2, "InsuranceFund.FeeDistributed", "the token's Transfer of the surplus");
}

/** Records from which capacity on the fund pays out surplus. */
export function handleDistributionThresholdChanged(event: DistributionThresholdChanged): void {
  const log = "InsuranceFund.DistributionThresholdChanged";
  const params = new ParameterChangeParams(PERP_V2, log, event.address, "distributionThreshold");
  params.value = event.params.distributionThreshold;
  recordParameterChange(event, params);
}

/** Records who receives surplus. */
export function handleSurplusBeneficiaryChanged(event: SurplusBeneficiaryChanged): void {
  const log = "InsuranceFund.SurplusBeneficiaryChanged";
  const params = new ParameterChangeParams(PERP_V2, log, event.address, "surplusBeneficiary");
  params.raw = event.params.surplusBeneficiary;
  recordParameterChange(event, params);
}

/** Records that the fund can neither pay nor be paid out. */
export function handlePaused(event: Paused): void {
  const fund = insuranceFund(readContext());
  recordStatusChange(
    event,
    new StatusChangeParams(PERP_V2, "InsuranceFund.Paused", fund, OperatingStatus.PAUSED),
  );
}

/** Records that the fund works again. */
export function handleUnpaused(event: Unpaused): void {
  const fund = insuranceFund(readContext());
  recordStatusChange(
    event,
    new StatusChangeParams(PERP_V2, "InsuranceFund.Unpaused", fund, OperatingStatus.ACTIVE),
  );
}
