/** One number of a Prometheus page. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What graph-node has measured of its own work. */
export class Metrics {
  readonly #samples: readonly Sample[];

  constructor(text: string) {
    this.#samples = text.split("\n").flatMap(parseLine);
  }

  /** Returns the sum of all samples of this name whose labels hold the given ones. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.#samples
      .filter((sample) => sample.name === name && matches(sample, labels))
      .reduce((total, { value }) => total + value, 0);
  }
}

/**
 * Reads graph-node's metrics.
 *
 * @throws {Error} when the page cannot be read.
 */
export async function readMetrics(url: string): Promise<Metrics> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  return new Metrics(await response.text());
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="([^"]*)"/g;

function parseLine(line: string): Sample[] {
  const [, name, labels = "", value] = LINE.exec(line) ?? [];
  if (name === undefined || value === undefined) return [];
  const pairs = [...labels.matchAll(LABEL)].map(([, key, text]) => [key as string, text as string]);
  return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
}

function matches(sample: Sample, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => sample.labels[key] === value);
}
