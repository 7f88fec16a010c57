import { runProduct } from './run-product.ts';
import { STANDALONE } from './topology.ts';

/** `npm start`: the product on one machine. */
process.exit(await runProduct(STANDALONE));
