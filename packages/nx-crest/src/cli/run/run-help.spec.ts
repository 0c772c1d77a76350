import { exitCodeOf } from '../../nx/runner/exit-code.js';
import { RUN_HELP } from './run-help.js';

it.each(['SIGHUP', 'SIGINT', 'SIGTERM'] as const)('names what a run ends with that %s interrupts', (signal) => {
  const code = exitCodeOf({ code: 130, signal, failed: false, unended: true });
  expect(RUN_HELP).toMatch(new RegExp(`Exit codes: .*\\b${code}\\b[^(]* interrupted\\s[(].*${signal}`));
});
