import { groupBy } from "../../../domain/group-by.ts";
import {
  type Column,
  type NotEvaluated,
  type Scope,
  type ScopeSeries,
  UNKNOWN_COLUMN,
} from "../../../stress/episodes/scope.ts";
import type { Trigger } from "../../../stress/episodes/trigger.ts";
import { column, runningLevel, wholeUnits } from "./bucket-grid.ts";
import { type BuiltScopes, joined, ofTrigger, type ProtocolScope } from "./price-scopes.ts";
import type { ScopeInputs } from "./scope-inputs.ts";

/**
 * Makes the scopes of a protocol that are sums of facts: (c) liquidations and (d) bad debt by asset, (e) claims by
 * backstop and asset, (g) freezes by market and attestations by backstop.
 */
export function flowScopes(inputs: ScopeInputs, protocol: ProtocolScope): BuiltScopes {
  return joined(
    liquidationScopes(inputs, protocol),
    badDebtScopes(inputs, protocol),
    runScopes(inputs, protocol),
    impairmentScopes(inputs, protocol),
  );
}

function liquidationScopes({ liquidations }: ScopeInputs, protocol: ProtocolScope): BuiltScopes {
  const own = liquidations.filter((row) => row.protocol === protocol.book.protocol.id);
  const scopes = groupBy(own, ({ asset }) => asset).map((rows) => {
    const { asset } = rows[0] as { asset: string };
    const entries = rows.map(({ from, amount }) => ({
      from,
      value: wholeUnits(amount, decimalsOf(protocol, asset)),
    }));
    return seriesOf(protocol, { ...ofAsset("LIQUIDATION_INTENSITY", protocol, asset) }, [
      column(protocol.grid, "FLOW", entries),
    ]);
  });
  return ofTrigger("LIQUIDATION_INTENSITY", protocol, {
    built: built(scopes),
    nothing: "No liquidation of the protocol was recorded.",
  });
}

function badDebtScopes(inputs: ScopeInputs, protocol: ProtocolScope): BuiltScopes {
  const owner = protocol.book.protocol.id;
  const ofProtocol = <Row extends { readonly protocol: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.protocol === owner);
  const [deficits, events, debts] = [
    ofProtocol(inputs.deficits),
    ofProtocol(inputs.lossEvents),
    ofProtocol(inputs.debts),
  ];
  const assets = [...new Set([...deficits, ...events].map(({ asset }) => asset))].sort();
  const missing: NotEvaluated[] = [];
  const scopes = assets.map((asset) => {
    const decimals = decimalsOf(protocol, asset);
    const inAsset = <Row extends { readonly asset: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.asset === asset);
    const debt = inAsset(debts).map(({ from, change }) => ({ from, exact: change }));
    if (debt.length === 0) {
      const reason = "BAD_DEBT_CREATED: the ledger holds no position with debt in the asset to compare with.";
      missing.push({ trigger: "BAD_DEBT", protocol: owner, subject: asset, reason });
    }
    const { grid } = protocol;
    return seriesOf(protocol, ofAsset("BAD_DEBT", protocol, asset), [
      column(
        grid,
        "FLOW",
        inAsset(deficits).map(({ from, created }) => ({ from, value: wholeUnits(created, decimals) })),
      ),
      debt.length === 0 ? UNKNOWN_COLUMN : runningLevel(grid, debt, decimals),
      column(
        grid,
        "FLOW",
        inAsset(events).map(({ from, events: count }) => ({ from, value: Number(count) })),
      ),
      runningLevel(
        grid,
        inAsset(deficits).map(({ from, change }) => ({ from, exact: change })),
        decimals,
      ),
    ]);
  });
  const nothing =
    "No deficit, draw on a layer, deleveraging or recapitalisation of the protocol was recorded.";
  return joined(ofTrigger("BAD_DEBT", protocol, { built: built(scopes), nothing }), { scopes: [], missing });
}

function runScopes({ claims }: ScopeInputs, protocol: ProtocolScope): BuiltScopes {
  const own = claims.filter((row) => row.protocol === protocol.book.protocol.id);
  const scopes = groupBy(own, ({ backstop, asset }) => `${backstop}/${asset}`).map((rows) => {
    const { backstop, asset } = rows[0] as { backstop: string; asset: string };
    const decimals = decimalsOf(protocol, asset);
    const scope: Scope = {
      ...ofAsset("RUN", protocol, asset),
      subject: `${backstop}/${asset}`,
      subjectKind: "BACKSTOP",
    };
    const outflows = rows.map(({ from, deposits, withdrawals }) => ({
      from,
      value: wholeUnits(withdrawals - deposits, decimals),
    }));
    const balances = rows.map(({ from, balance }) => ({ from, value: wholeUnits(balance, decimals) }));
    const { grid } = protocol;
    return seriesOf(protocol, scope, [
      column(grid, "FLOW", outflows),
      column(grid, "LEVEL", balances),
      UNKNOWN_COLUMN,
    ]);
  });
  return ofTrigger("RUN", protocol, {
    built: built(scopes),
    nothing: "Nobody deposited in a backstop of the protocol, withdrew from it or swapped at a peg.",
  });
}

function impairmentScopes({ impairments }: ScopeInputs, protocol: ProtocolScope): BuiltScopes {
  const own = impairments.filter((row) => row.protocol === protocol.book.protocol.id);
  const scopes = groupBy(own, ({ subject }) => subject).map((rows) => {
    const { subject, kind } = rows[0] as { subject: string; kind: "MARKET" | "BACKSTOP" };
    const trigger = "COLLATERAL_IMPAIRMENT" as const;
    const scope: Scope = {
      trigger,
      protocol: protocol.book.protocol.id,
      subject,
      subjectKind: kind,
      asset: null,
    };
    const { grid } = protocol;
    const entries = rows.map(({ from, isImpaired }) => ({ from, value: isImpaired ? 1 : 0 }));
    return seriesOf(protocol, scope, [column(grid, "LEVEL", [{ from: grid.from, value: 0 }, ...entries])]);
  });
  const nothing = "No freeze of a market and no attested shortfall could be told: neither was ever recorded.";
  return ofTrigger("COLLATERAL_IMPAIRMENT", protocol, { built: built(scopes), nothing: nothing });
}

function decimalsOf({ book }: ProtocolScope, asset: string): number | null {
  return book.assets.get(asset)?.decimals ?? null;
}

function ofAsset(trigger: Trigger, { book }: ProtocolScope, asset: string): Scope {
  return { trigger, protocol: book.protocol.id, subject: asset, subjectKind: "ASSET", asset };
}

function seriesOf({ grid }: ProtocolScope, scope: Scope, columns: readonly Column[]): ScopeSeries {
  return { scope, from: Number(grid.from), buckets: grid.buckets, columns };
}

function built(scopes: readonly ScopeSeries[]): BuiltScopes[] {
  return scopes.map((scope) => ({ scopes: [scope], missing: [] }));
}
