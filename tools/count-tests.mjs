/** Prints `N passed, N failed[, N skipped]` summed over the runs that left a count in tmp/test-counts. Fails when there is none. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'tmp', 'test-counts');
const counts = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum);

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (passed === 0 || failed > 0) process.exitCode = 1;
