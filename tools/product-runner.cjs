const { default: TestRunner } = require('jest-runner');

/** Each is a dozen processes, which wait for due times more than they compute. */
const AT_ONCE = 2;

/**
 * Those that take longest, longest first: on a bare checkout Jest knows of no earlier run, and the last
 * to begin would have the machine to itself.
 */
const LONGEST = ['cluster-failures', 'liveness/liveness', 'hostile-neighbours', 'security/escapes'];

/**
 * Runs the specs of the built product two at a time, after those of the other projects. `-i` and `-w 1`
 * have all run one after the other.
 */
module.exports = class ProductRunner extends TestRunner {
  constructor(globalConfig, context) {
    super({ ...globalConfig, maxWorkers: AT_ONCE }, context);
  }

  runTests(tests, watcher, options) {
    const ordered = [...tests].sort((a, b) => placeOf(a) - placeOf(b));
    return super.runTests(ordered, watcher, options);
  }
};

/** Those that are none of the longest come after them, in Jest's own order. */
function placeOf({ path }) {
  const place = LONGEST.findIndex((name) => path.includes(`${name}.spec.`));
  return place === -1 ? LONGEST.length : place;
}
