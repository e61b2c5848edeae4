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
  const ofOwner = (row: { readonly protocol: string }) => row.protocol === owner;
  const own = {
    deficits: inputs.deficits.filter(ofOwner),
    lossEvents: inputs.lossEvents.filter(ofOwner),
    debts: inputs.debts.filter(ofOwner),
  };
  const assets = [...new Set([...own.deficits, ...own.lossEvents].map(({ asset }) => asset))].sort();
  return ofTrigger("BAD_DEBT", protocol, {
    built: assets.map((asset) => badDebtScope(asset, own, protocol)),
    nothing: "No deficit, draw on a layer, deleveraging or recapitalisation of the protocol was recorded.",
  });
}

function badDebtScope(
  asset: string,
  own: Pick<ScopeInputs, "deficits" | "lossEvents" | "debts">,
  protocol: ProtocolScope,
): BuiltScopes {
  const { grid, book } = protocol;
  const decimals = decimalsOf(protocol, asset);
  const inAsset = (row: { readonly asset: string }) => row.asset === asset;
  const deficits = own.deficits.filter(inAsset);
  const debts = own.debts.filter(inAsset);
  const created = deficits.map((row) => ({ from: row.from, value: wholeUnits(row.created, decimals) }));
  const events = own.lossEvents.filter(inAsset).map((row) => ({ from: row.from, value: Number(row.events) }));
  const scope = seriesOf(protocol, ofAsset("BAD_DEBT", protocol, asset), [
    column(grid, "FLOW", created),
    debts.length === 0 ? UNKNOWN_COLUMN : runningLevel(grid, debts, decimals),
    column(grid, "FLOW", events),
    runningLevel(grid, deficits, decimals),
  ]);
  const reason = "BAD_DEBT_CREATED: the ledger holds no position with debt in the asset to compare with.";
  const untold: NotEvaluated = { trigger: "BAD_DEBT", protocol: book.protocol.id, subject: asset, reason };
  return { scopes: [scope], missing: debts.length === 0 ? [untold] : [] };
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
