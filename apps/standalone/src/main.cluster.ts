import { runProduct } from './run-product.ts';
import { CLUSTER } from './topology.ts';

/** `npm run cluster`: two of each process, over Kafka, Redis and Postgres, on one machine. */
process.exit(await runProduct(CLUSTER));
