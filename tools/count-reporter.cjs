/** Jest reporter: writes how many tests ran, so that one line can sum them over all runs (tools/count-tests.mjs). */
const fs = require('node:fs');
const path = require('node:path');

module.exports = class CountReporter {
  constructor(_globalConfig, options) {
    this.file = path.join(__dirname, '..', 'tmp', 'test-counts', `${options.name}.json`);
  }

  onRunComplete(_contexts, results) {
    // A suite that could not even load has no tests to count: it counts as one failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    fs.writeFileSync(this.file, JSON.stringify({ passed: results.numPassedTests, failed, skipped }) + '\n');
  }
};
