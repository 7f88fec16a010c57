import {
  collectDefaultMetrics,
  Counter as PromCounter,
  Gauge as PromGauge,
  Histogram as PromHistogram,
  Registry,
} from 'prom-client';

type Labels<L extends string> = Readonly<Partial<Record<L, string>>>;

/** Only grows. Names end in `_total`. */
export interface Counter<L extends string = never> {
  add(amount: number, labels?: Labels<L>): void;
}

/** Goes up and down. */
export interface Gauge<L extends string = never> {
  set(value: number, labels?: Labels<L>): void;
}

/** Sorts values into buckets. Names of times end in `_seconds`. */
export interface Histogram<L extends string = never> {
  observe(value: number, labels?: Labels<L>): void;
}

interface Description<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

/** From 1 ms to a minute: where the times of this product lie. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What one process counts and measures, for Prometheus to read; Node's own figures are among it. */
export class Metrics {
  private readonly registry = new Registry();

  constructor(process: string) {
    this.registry.setDefaultLabels({ process });
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string = never>(description: Description<L>): Counter<L> {
    const counter = new PromCounter(this.configOf(description));
    return { add: (amount, labels) => counter.inc({ ...labels }, amount) };
  }

  gauge<L extends string = never>(description: Description<L>): Gauge<L> {
    const gauge = new PromGauge(this.configOf(description));
    return { set: (value, labels) => gauge.set({ ...labels }, value) };
  }

  histogram<L extends string = never>(
    description: Description<L> & { readonly buckets?: readonly number[] },
  ): Histogram<L> {
    const buckets = [...(description.buckets ?? SECONDS)];
    const histogram = new PromHistogram({ ...this.configOf(description), buckets });
    return { observe: (value, labels) => histogram.observe({ ...labels }, value) };
  }

  /** The Prometheus text format, and its content type. */
  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.registry.contentType, body: await this.registry.metrics() };
  }

  private configOf<L extends string>({ name, help, labels = [] }: Description<L>) {
    return { name, help, labelNames: [...labels] as string[], registers: [this.registry] };
  }
}
