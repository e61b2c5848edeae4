import { canonicalJson } from "../domain/canonical-json.ts";
import { ReorgedError } from "../domain/errors.ts";
import { loadPage, type Page, type PageArguments } from "./connection.ts";
import { filterConditions, type LedgerFilter } from "./filter-conditions.ts";
import { latentLoader } from "./latent-loader.ts";
import { fieldsOf } from "./list-fields.ts";
import { createLoaders, type Loaders, primeLoader } from "./loaders.ts";
import type { LedgerEntity, LedgerReader, LedgerRows, Selection, View } from "./ports.ts";
import { type PriceLoader, priceLoader } from "./price-loader.ts";
import { type Calculation, type Provenance, provenanceOf } from "./provenance.ts";
import { resolveView, type ViewRequest } from "./resolve-view.ts";
import { skipWarnings } from "./skip-warnings.ts";

/** A row together with the view it was read from, so that what it refers to is read at the same block. */
export type Scoped<Row> = Row & { readonly view: View };

/** The rows and the provenance of one list. */
export type LedgerList<E extends LedgerEntity> = Page<Scoped<LedgerRows[E]>> & {
  /** Number of rows on all pages; asked for only when wanted. */
  readonly totalCount: () => Promise<number>;
  readonly provenance: () => Promise<Provenance>;
};

/** Reads of one request: views and look-ups are made once, so every part of an answer is about the same block. */
export class LedgerSession {
  readonly reader: LedgerReader;
  readonly loaders: Loaders;
  /** Latent bad debt by protocol, prices and floor. */
  readonly latentBadDebt: ReturnType<typeof latentLoader>;
  readonly prices: PriceLoader;
  readonly #views = new Map<string, Promise<View>>();
  readonly #warnings = new Map<string, Promise<string[]>>();

  constructor(reader: LedgerReader) {
    this.reader = reader;
    this.loaders = createLoaders(reader);
    this.latentBadDebt = latentLoader(reader);
    this.prices = priceLoader(reader);
  }

  /** Finds the network and block of a request; equal requests share the answer. See {@link resolveView}. */
  view({ network, asOf }: ViewRequest): Promise<View> {
    const { blockNumber, blockHash, time } = asOf ?? {};
    const key = canonicalJson([network ?? null, blockNumber ?? null, blockHash ?? null, time ?? null]);
    return remember(this.#views, key, () => resolveView(this.reader, { network, asOf }));
  }

  /**
   * Makes sure that every block this session answered for is still part of the chain; called when the answer is complete.
   *
   * @throws {ReorgedError} when a reorg dropped one meanwhile, so that parts of the answer may not fit together.
   */
  async assertUnchanged(): Promise<void> {
    const views = await Promise.allSettled(this.#views.values());
    const made = views.flatMap((view) => (view.status === "fulfilled" ? [view.value] : []));
    for (const { network, head } of made) {
      if (await this.reader.hasCheckpoint(network, head)) continue;
      throw new ReorgedError(
        `A reorg of "${network}" dropped block ${head.number} while the answer was made. Ask again.`,
      );
    }
  }

  /** States where a number of this view comes from. */
  async provenance(view: View, calculation: Calculation): Promise<Provenance> {
    const key = `${view.network}/${view.horizon}`;
    const warnings = await remember(this.#warnings, key, () => skipWarnings(this.reader, view));
    return provenanceOf(view, calculation, warnings);
  }

  /** Lists rows of an entity; see {@link loadPage} for the errors. */
  async list<E extends LedgerEntity>(
    entity: E,
    args: PageArguments & ViewRequest & { readonly filter?: LedgerFilter | null | undefined },
  ): Promise<LedgerList<E>> {
    const view = await this.view(args);
    const filter = args.filter ?? {};
    const selection: Selection = {
      view,
      conditions: filterConditions(filter, fieldsOf(entity)),
    };
    const page = await loadPage(this.reader, entity, selection, args);
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: { ...node, view } }));
    primeLoader(
      this.loaders,
      entity,
      edges.map(({ node }) => node),
    );
    const { first, after, last, before, order } = args;
    return {
      ...page,
      edges,
      totalCount: async () => Number(await this.reader.count(entity, selection)),
      provenance: () =>
        this.provenance(view, {
          metric: `list/${entity}`,
          params: { filter, first, after, last, before, order },
        }),
    };
  }
}

function remember<T>(cache: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const loaded = load();
  cache.set(key, loaded);
  return loaded;
}
