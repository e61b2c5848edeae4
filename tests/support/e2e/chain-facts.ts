import { createPublicClient, http, isAddressEqual, type Log, parseAbi, parseEventLogs } from "viem";
import { REFERENCE_SLUG } from "../../../devnet/world/reference/reference-stage.ts";
import type { LocalWorld } from "../../../devnet/world/scenario.ts";
import { decodeEvents, type WorldEvent } from "../world-totals.ts";
import { big, type Ledger, type LedgerRow, rowsOf } from "./ledger.ts";

/** What happened, one sorted line for each thing, with the log that tells it. Lines of two sources can be compared. */
export interface Facts {
  /** Money into and out of a fund, `contract IN|OUT amount`; flows of nothing are left out. */
  readonly flows: readonly string[];
  /** `account liquidator debt loss|?`. */
  readonly liquidations: readonly string[];
  /** Bad debt by transaction and account. */
  readonly badDebts: readonly string[];
  /** `trader size after`. */
  readonly positions: readonly string[];
  /** Answers of Aave's aggregators and of Perp's price feed, as they state them. */
  readonly prices: readonly string[];
}

const ANSWER_UPDATED = parseAbi([
  "event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)",
]);

const TO_TOKEN_DECIMALS = 10n ** 12n;

type Args = Readonly<Record<string, bigint & string>>;

function place({ blockHash, transaction, logIndex }: WorldEvent): string {
  return `${blockHash} ${transaction} ${logIndex}`;
}

function argsOf(event: WorldEvent): Args {
  return event.args as Args;
}

function hex(address: string | undefined): string {
  return (address ?? "").toLowerCase();
}

/** Flows as the events of the contracts state them; Perp's fund moves what fits the 6 decimals of its token. */
function flowOf(world: LocalWorld, event: WorldEvent): string | null {
  const args = argsOf(event);
  const contractOf = (name: string) =>
    world.network.sources.find(({ contract }) => contract === name)?.address.toLowerCase() ?? "";
  const line = (contract: string, direction: string, amount = 0n) =>
    amount === 0n ? null : `${place(event)} ${contractOf(contract)} ${direction} ${amount}`;
  const toFund = event.name === "Transfer" && hex(args["to"]) === contractOf("InsuranceFund");
  if (event.contract === "QuoteToken") return toFund ? line("InsuranceFund", "IN", args["value"]) : null;
  if (event.name === "Withdrawn")
    return line("InsuranceFund", "OUT", (args["amount"] ?? 0n) / TO_TOKEN_DECIMALS);
  if (event.name === "Deposited") return line("AssetPool", "IN", args["amount"]);
  const isPaid = event.name === "CoverageClaimed" || event.name === "WithdrawalCompleted";
  return isPaid ? line("AssetPool", "OUT", args["amount"]) : null;
}

/** The position that a liquidation closes is told by the next PositionChanged of its trader in the transaction. */
function lossOf(liquidation: WorldEvent, events: readonly WorldEvent[]): bigint {
  const { trader, badDebt } = argsOf(liquidation);
  const closing = events.find(
    ({ name, transaction, logIndex, args }) =>
      name === "PositionChanged" &&
      transaction === liquidation.transaction &&
      logIndex > liquidation.logIndex &&
      isAddressEqual(args["trader"] as `0x${string}`, trader as unknown as `0x${string}`),
  );
  return (badDebt ?? 0n) + ((closing?.args["badDebt"] as bigint | undefined) ?? 0n);
}

function liquidationOf(event: WorldEvent, events: readonly WorldEvent[]): string | null {
  const args = argsOf(event);
  if (event.name === "PositionLiquidated") {
    const who = `${hex(args["trader"])} ${hex(args["liquidator"])}`;
    return `${place(event)} ${who} ${args["positionNotional"]} ${lossOf(event, events)}`;
  }
  if (event.name !== "LiquidationCall") return null;
  return `${place(event)} ${hex(args["user"])} ${hex(args["liquidator"])} ${args["debtToCover"]} ?`;
}

function badDebts(events: readonly WorldEvent[]): string[] {
  const sums = new Map<string, bigint>();
  for (const event of events) {
    const args = argsOf(event);
    const isClaim = event.name === "CoverageClaimed";
    const amount = (isClaim ? args["amount"] : args["badDebt"]) ?? 0n;
    const key = `${event.blockHash} ${event.transaction} ${hex(isClaim ? args["recipient"] : args["trader"])}`;
    if (amount > 0n) sums.set(key, (sums.get(key) ?? 0n) + amount);
  }
  return [...sums].map(([key, amount]) => `${key} ${amount}`).sort();
}

function positionOf(event: WorldEvent): string | null {
  const args = argsOf(event);
  if (event.name !== "PositionChanged") return null;
  return `${place(event)} ${hex(args["trader"])} ${args["positionSizeAfter"]}`;
}

function priceOf(event: WorldEvent): string | null {
  if (event.name !== "PriceFeedDataSet") return null;
  return `${place(event)} ${argsOf(event)["price"]}`;
}

/** Aave's oracle names a new aggregator for every price, so their logs are found by their topic. */
function answers(logs: readonly Log[]): string[] {
  return parseEventLogs({ abi: ANSWER_UPDATED, logs: [...logs] }).map(
    ({ blockHash, transactionHash, logIndex, args }) =>
      `${blockHash} ${transactionHash} ${logIndex} ${args.current}`,
  );
}

function lines(values: readonly (string | null)[]): string[] {
  return values.filter((value) => value !== null).sort();
}

/** Derives facts from logs of the real protocols of the local world, decoded with the packages' own ABIs. */
export function factsOfLogs(world: LocalWorld, logs: readonly Log[]): Facts {
  const events = decodeEvents(world, logs);
  return {
    flows: lines(events.map((event) => flowOf(world, event))),
    liquidations: lines(events.map((event) => liquidationOf(event, events))),
    badDebts: badDebts(events),
    positions: lines(events.map(positionOf)),
    prices: lines([...events.map(priceOf), ...answers(logs)]),
  };
}

/** Reads all logs of a chain and derives facts from them. */
export async function readChainFacts(rpcUrl: string, world: LocalWorld): Promise<Facts> {
  const client = createPublicClient({ transport: http(rpcUrl), cacheTime: 0 });
  return factsOfLogs(world, await client.getLogs({ fromBlock: 0n, toBlock: "latest" }));
}

function rowPlace(row: LedgerRow): string {
  return `${row["blockHash"]} ${row["transactionHash"]} ${row["logIndex"]}`;
}

function createdByTransaction(rows: readonly LedgerRow[]): string[] {
  const sums = new Map<string, bigint>();
  for (const row of rows.filter(({ action }) => action === "CREATED")) {
    const key = `${row["blockHash"]} ${row["transactionHash"]} ${row["account"]}`;
    sums.set(key, (sums.get(key) ?? 0n) + big(row, "amount"));
  }
  return [...sums].map(([key, amount]) => `${key} ${amount}`).sort();
}

const REFERENCE_ID = `0x${Buffer.from(REFERENCE_SLUG).toString("hex")}`;

/** Rows of the real protocols, whose logs are known here. */
function realRows(ledger: Ledger, entity: string): readonly LedgerRow[] {
  return rowsOf(ledger, entity).filter(({ protocol }) => protocol !== REFERENCE_ID);
}

/** States the same facts from a ledger. */
export function factsOfLedger(ledger: Ledger): Facts {
  const contracts = new Map(rowsOf(ledger, "Backstop").map((row) => [row["id"], row["contract"]]));
  const flows = realRows(ledger, "FundFlow").map((row) => {
    const isMove = (row["direction"] === "IN" || row["direction"] === "OUT") && big(row, "amount") > 0n;
    const contract = contracts.get(row["backstop"] ?? "");
    return isMove ? `${rowPlace(row)} ${contract} ${row["direction"]} ${row["amount"]}` : null;
  });
  const liquidations = realRows(ledger, "Liquidation").map((row) => {
    const loss = row["mode"] === "CLOSE_OUT" ? row["loss"] : "?";
    return `${rowPlace(row)} ${row["account"]} ${row["liquidator"]} ${row["debtRepaid"]} ${loss}`;
  });
  const positions = realRows(ledger, "PositionChange").map(
    (row) => `${rowPlace(row)} ${row["account"]} ${row["sizeAfter"]}`,
  );
  return {
    flows: lines(flows),
    liquidations: lines(liquidations),
    badDebts: createdByTransaction(realRows(ledger, "DeficitChange")),
    positions: lines(positions),
    prices: lines(realRows(ledger, "PriceObservation").map((row) => `${rowPlace(row)} ${row["price"]}`)),
  };
}
