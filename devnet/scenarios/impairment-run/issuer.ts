import { concatHex, type Hex, keccak256, numberToHex } from "viem";
import { GOVERNANCE, type ScenarioStage } from "../stage.ts";

const KEY = "SolvencyAttestation";

const word = (value: bigint) => numberToHex(value, { size: 32 });

/** Leaf of the tree of liabilities, as the attestation hashes it. */
function leaf(account: Hex, amount: bigint): Hex {
  return keccak256(concatHex(["0x00", account, word(amount)]));
}

/** Node over two others. */
function node(left: Hex, leftSum: bigint, right: Hex, rightSum: bigint): Hex {
  return keccak256(concatHex(["0x01", left, word(leftSum), right, word(rightSum)]));
}

/** Who stands in the tree of liabilities: the pool that holds pledged tokens, and everybody else as one. */
const [POOL, OTHERS] = ["LendingPool", "other-holders"];

/**
 * Issuer of a token that says it holds a dollar for each. What it holds is counted on chain; what it owes it commits to by a tree
 * of two leaves. Each call is queued for the chain and told to the model: its custody accounts, and how the two compare.
 */
export class Issuer {
  readonly custody = new Map<string, bigint>();
  /** What it owes, units of the dollar token. */
  readonly liabilities: bigint;
  /** What it held at the last attestation. */
  attested = 0n;
  attestations = 0n;
  readonly #stage: ScenarioStage;

  /** Queues the attestation, and the money of its custody accounts. */
  constructor(stage: ScenarioStage, liabilities: bigint, custody: ReadonlyMap<string, bigint>) {
    this.#stage = stage;
    this.liabilities = liabilities;
    stage.deploy(KEY, [stage.at("USDC")]);
    for (const [role, amount] of custody) {
      stage.send(role, "USDC", "mint", [stage.of(role), amount]);
      stage.send(GOVERNANCE, KEY, "addReserve", [stage.of(role)]);
      this.custody.set(role, amount);
    }
  }

  /** What it holds for each dollar that it owes, 8 decimals, by the last attestation, rounded down; at most one. */
  get ratio(): bigint {
    const ratio = (this.attested * 10n ** 8n) / this.liabilities;
    return ratio > 10n ** 8n ? 10n ** 8n : ratio;
  }

  /** A custody account sends its money to somebody who is not counted. */
  drain(role: string, to: string): void {
    this.#stage.send(role, "USDC", "transfer", [this.#stage.of(to), this.custody.get(role) ?? 0n]);
    this.custody.set(role, 0n);
  }

  /** Attests, and proves the pool's leaf. @param pledged - What the pool holds, units of the dollar token. */
  attest(auditor: string, pledged: bigint): void {
    const others = this.liabilities - pledged;
    const [pool, rest] = [leaf(this.#stage.at(POOL), pledged), leaf(this.#stage.of(OTHERS), others)];
    const root = node(pool, pledged, rest, others);
    this.#stage.send(GOVERNANCE, KEY, "commit", [root, this.liabilities]);
    this.attestations += 1n;
    const path = [{ hash: rest, sum: others, isLeft: false }];
    this.#stage.send(auditor, KEY, "prove", [this.attestations, this.#stage.at(POOL), pledged, path]);
    this.attested = [...this.custody.values()].reduce((sum, amount) => sum + amount, 0n);
  }
}
