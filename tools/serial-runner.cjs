const { default: TestRunner } = require('jest-runner');

/** Runs the test files of a project one after the other, after those of the other projects. */
module.exports = class SerialRunner extends TestRunner {
  isSerial = true;
};
