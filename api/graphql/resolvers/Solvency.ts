import type { SolvencyResolvers } from "../../generated/resolvers.ts";
import { loadAbsorptionEfficiency } from "../../services/absorption-efficiency.ts";
import { loadAttestations } from "../../services/attestations.ts";
import { loadBadDebtRate, loadBadDebtWorth } from "../../services/bad-debt-worth.ts";
import { loadCapitalEfficiency } from "../../services/capital-efficiency.ts";
import { loadCollateralRatio } from "../../services/collateral-ratio.ts";
import { loadCoverage } from "../../services/coverage.ts";
import { loadDeleveraging } from "../../services/deleveraging.ts";
import { loadDenomination } from "../../services/denomination.ts";
import { loadFundingQuality } from "../../services/funding-quality.ts";
import { loadIdleCapital } from "../../services/idle-capital.ts";
import { loadLatentBadDebt } from "../../services/latent-bad-debt.ts";
import { loadLossesAbsorbed } from "../../services/losses-absorbed.ts";
import { loadPeg } from "../../services/peg.ts";
import { loadPegModules } from "../../services/peg-module.ts";
import { loadRecapitalisation } from "../../services/recapitalisation.ts";
import { loadReinsurance } from "../../services/reinsurance.ts";
import { loadResponseLatency } from "../../services/response-latency.ts";
import { loadSharedCapital } from "../../services/shared-capital.ts";
import { loadSocialisedLoss } from "../../services/socialised-loss.ts";
import { loadSurplusRatio } from "../../services/surplus-ratio.ts";
import { loadValueLeakage } from "../../services/value-leakage.ts";
import { loadAssetWaterfalls, loadWaterfall } from "../../services/waterfall.ts";
import { heldAssets, resources } from "../../solvency/resources.ts";
import { UnitOfAccount } from "../../solvency/unit-of-account.ts";

/** Fields of `Solvency` that are not plain properties of its parent. */
export const Solvency: SolvencyResolvers = {
  reinsurance: (scope, args, { session }) => loadReinsurance(session, scope, args),
  sharedCapital: (scope, args, { session }) => loadSharedCapital(session, scope, args),
  valueLeakage: (scope, args, { session }) => loadValueLeakage(session, scope, args),
  pegModules: (scope, args, { session }) => loadPegModules(session, scope, args),
  peg: (scope, args, { session }) => loadPeg(session, scope, args),
  responseLatency: (scope, args, { session }) => loadResponseLatency(session, scope, args),
  attestations: (scope, args, { session }) => loadAttestations(session, scope, args),
  fundingQuality: (scope, args, { session }) => loadFundingQuality(session, scope, args),
  idleCapital: (scope, args, { session }) => loadIdleCapital(session, scope, args),
  recapitalisation: (scope, args, { session }) => loadRecapitalisation(session, scope, args),
  capitalEfficiency: (scope, args, { session }) => loadCapitalEfficiency(session, scope, args),
  denomination: (scope, args, { session }) => loadDenomination(session, scope, args),
  absorptionEfficiency: (scope, args, { session }) => loadAbsorptionEfficiency(session, scope, args),
  badDebt: (scope, args, { session }) => loadBadDebtWorth(session, scope, args),
  badDebtRate: (scope, args, { session }) => loadBadDebtRate(session, scope, args),
  latentBadDebt: (scope, args, { session }) => loadLatentBadDebt(session, scope, args),
  coverage: (scope, args, { session }) => loadCoverage(session, scope, args),
  waterfall: (scope, args, { session }) => loadWaterfall(session, scope, args),
  waterfallByAsset: (scope, args, { session }) => loadAssetWaterfalls(session, scope, args),
  lossesAbsorbed: (scope, args, { session }) => loadLossesAbsorbed(session, scope, args),
  stakeDraws: (scope) => scope,
  surplusRatio: (scope, { excludedMarkets }, { session }) =>
    loadSurplusRatio(session, scope, excludedMarkets ?? []),
  collateralRatio: (scope, args, { session }) => loadCollateralRatio(session, scope, args),
  deleveraging: (scope, args, { session }) => loadDeleveraging(session, scope, args),
  socialisedLoss: (scope, args, { session }) => loadSocialisedLoss(session, scope, args),
  protocol: ({ book, view }) => ({ ...book.protocol, view }),
  resources: (scope) => {
    const account = new UnitOfAccount(scope.book, heldAssets(scope.book), scope.maxPriceAge);
    return { ...scope, layers: resources(scope.book, account), unit: account.unit };
  },
};
