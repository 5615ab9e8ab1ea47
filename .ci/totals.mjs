/**
 * `node .ci/totals.mjs REPORT…`: adds up Jest's JSON reports. Names what failed, then prints the closing line
 * `N passed, M failed[, K skipped]`. A missing report or a suite that did not even load counts as a failure.
 * Exit code 1 if anything failed or nothing passed.
 */
import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { HELD_BACK } from '../test/held-back.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  const report = read(file);
  if (report === undefined) {
    console.log(`No report ${basename(file)}: that run broke off before its tests, or was not started.`);
    total.failed += 1;
    continue;
  }
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  total.skipped += report.numPendingTests + report.numTodoTests;
  tellFailures(report);
}
for (const path of HELD_BACK) console.log(`held back, not run (test/held-back.mjs): ${path}*`);
total.skipped += HELD_BACK.length;
if (total.passed + total.failed === 0) console.log('No test ran.');
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function tellFailures({ testResults }) {
  for (const suite of testResults) {
    const failures = suite.assertionResults.filter(({ status }) => status === 'failed');
    const broken = suite.status === 'failed' && failures.length === 0;
    for (const { fullName } of failures) console.log(`failed: ${relative('.', suite.name)}: ${fullName}`);
    if (broken) console.log(`failed: ${relative('.', suite.name)} did not run`);
  }
}
