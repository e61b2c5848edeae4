import { aaveStory } from "./aave.ts";
import { hegicStory } from "./hegic.ts";
import { keepStory } from "./keep.ts";
import { makerStory } from "./maker.ts";
import { perpStory } from "./perp.ts";
import type { Story, Transaction } from "./transaction.ts";

/** Makes story number `index` of a protocol. */
type Teller = (index: number) => Story;

const TELLERS: Readonly<Record<string, Teller>> = {
  maker: makerStory,
  hegic: hegicStory,
  keep: keepStory,
  perp: perpStory,
  aave: aaveStory,
};

/** Stories of each protocol in every {@link MIX}.length stories, spread evenly. */
const MIX = ["maker", "perp", "maker", "hegic", "maker", "aave", "maker", "keep", "maker", "perp"];

/** Protocols that a workload can be made of. */
export const WORKLOAD_PROTOCOLS: readonly string[] = Object.keys(TELLERS);

/** Stories under way at one time; their transactions take turns. */
const OPEN_STORIES = 25;

/** The transactions of one block. */
export interface WorkloadBlock {
  /** Seconds. */
  readonly timestamp: number;
  readonly transactions: readonly Transaction[];
}

/** What to make. */
export interface WorkloadOptions {
  /** Slug of the only protocol; a mix of all unless given. */
  readonly protocol?: string;
  /** Events at least. */
  readonly events: number;
  readonly eventsPerBlock: number;
  /** Time of the first block, seconds. */
  readonly startTimestamp: number;
}

/** Seconds between blocks. */
const BLOCK_SECONDS = 13;

function* stories(protocol: string | undefined): Generator<Story> {
  const told = new Map<string, number>();
  for (let turn = 0; ; turn++) {
    const slug = protocol ?? (MIX[turn % MIX.length] as string);
    const index = told.get(slug) ?? 0;
    told.set(slug, index + 1);
    yield (TELLERS[slug] as Teller)(index);
  }
}

/** The first step of the first story comes before everything else: it sets up its protocol. */
function* steps(protocol: string | undefined): Generator<Story[number]> {
  const source = stories(protocol);
  const open: Story[number][][] = [];
  for (let turn = 0; ; turn++) {
    while (open.length < OPEN_STORIES) open.push([...(source.next().value as Story)]);
    const at = turn % OPEN_STORIES;
    const story = open[at] as Story[number][];
    yield story.shift() as Story[number];
    if (story.length === 0) open[at] = [...(source.next().value as Story)];
  }
}

/** Makes blocks of realistic events, the same in every run, until there are enough events. */
export function* workloadBlocks(options: WorkloadOptions): Generator<WorkloadBlock> {
  const source = steps(options.protocol);
  let events = 0;
  for (let number = 0; events < options.events; number++) {
    const timestamp = options.startTimestamp + number * BLOCK_SECONDS;
    const transactions: Transaction[] = [];
    const until = events + options.eventsPerBlock;
    while (events < until) {
      const transaction = (source.next().value as Story[number])(timestamp);
      transactions.push(transaction);
      events += transaction.logs.length;
    }
    yield { timestamp, transactions };
  }
}
