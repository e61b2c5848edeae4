import type { FlowMetric, FlowSource } from "./series-metric.ts";

const EDGE_CASES = [
  "Nothing happened in a bucket after the subject's first event: zero.",
  "A bucket that ended before the subject's first event: NO_DATA.",
  "MEAN, MIN and MAX of a bucket without events: NO_DATA.",
];

/** Metrics that add up what facts say, by id. */
export const FLOW_METRICS: readonly FlowMetric[] = [
  flow(
    {
      id: "exercise-payoffs",
      title: "Payoffs of options that the protocol wrote",
      formula: "Σ settled of OptionExercise with side SHORT",
      entity: "OptionExercise",
    },
    { ...facts("optionExercise", "settled", "payoffAsset"), alternatives: [{ side: ["SHORT"] }] },
    ["PROTOCOL"],
  ),
  funds("inflow", "Capital moved in", "IN"),
  flow(
    {
      id: "liquidated-debt",
      title: "Debt removed by liquidations",
      formula: "Σ debtRepaid of Liquidation",
      entity: "Liquidation",
    },
    facts("liquidation", "debtRepaid", "debtAsset"),
    ["PROTOCOL", "MARKET"],
  ),
  losses("losses-covered", "Bad debt covered", "COVERED"),
  losses("losses-created", "Bad debt created", "CREATED"),
  losses("losses-socialised", "Bad debt spread over claimants", "SOCIALISED"),
  losses("losses-written-off", "Bad debt given up", "WRITTEN_OFF"),
  funds("outflow", "Capital moved out", "OUT"),
  flow(
    {
      id: "premiums",
      title: "Premiums that the protocol received",
      formula: "Σ premium of OptionTrade that opens SHORT or closes LONG",
      entity: "OptionTrade",
    },
    {
      ...facts("optionTrade", "premium", "premiumAsset"),
      alternatives: [
        { action: ["OPEN"], side: ["SHORT"] },
        { action: ["CLOSE"], side: ["LONG"] },
      ],
    },
    ["PROTOCOL"],
  ),
];

type Naming = {
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly entity: string;
};

function flow(
  { entity, ...naming }: Naming,
  source: FlowSource,
  subjects: FlowMetric["subjects"],
): FlowMetric {
  return {
    kind: "FLOW",
    definition: {
      ...naming,
      unit: "whole units of the asset",
      edgeCases: EDGE_CASES,
      sources: [`schema.graphql: ${entity}`],
      since: "1.1.0",
    },
    subjects,
    asset: "REQUIRED",
    source,
  };
}

function facts(entity: FlowSource["entity"], amount: string, asset: string): FlowSource {
  return { entity, amount, asset, alternatives: [{}], hasCause: false };
}

function funds(id: string, title: string, direction: "IN" | "OUT"): FlowMetric {
  const formula = `Σ amount of FundFlow with direction ${direction}, of the causes asked for`;
  return flow(
    { id, title, formula, entity: "FundFlow" },
    {
      ...facts("fundFlow", "amount", "asset"),
      alternatives: [{ direction: [direction] }],
      hasCause: true,
    },
    ["PROTOCOL", "BACKSTOP"],
  );
}

function losses(id: string, title: string, action: string): FlowMetric {
  const formula = `Σ amount of DeficitChange with action ${action}`;
  return flow(
    { id, title, formula, entity: "DeficitChange" },
    { ...facts("deficitChange", "amount", "asset"), alternatives: [{ action: [action] }] },
    ["PROTOCOL", "MARKET"],
  );
}
