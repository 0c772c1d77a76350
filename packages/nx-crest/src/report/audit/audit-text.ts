import { printable } from '../display-text.js';
import type { AuditedRun, AuditReport } from './audit-report.js';

/** One line for a spec that was just audited. */
export function auditedLine({ spec, passed, filesRead, misses }: AuditedRun, index: number, count: number): string {
  const read = `${filesRead.toLocaleString('en')} file${filesRead === 1 ? '' : 's'} read`;
  const missed = misses.length === 0 ? '' : `, ${misses.length.toLocaleString('en')} of them not counted`;
  return `${index}/${count} ${printable(spec)}: ${read}${missed}${passed ? '' : '; it failed'}`;
}

/** The last lines of `crest audit specs`. */
export function auditSummary({ specs }: AuditReport): string {
  const misses = specs.reduce((sum, run) => sum + run.misses.length, 0);
  const failed = specs.filter(({ passed }) => !passed).length;
  const runs = `${specs.length.toLocaleString('en')} spec${specs.length === 1 ? '' : 's'}`;
  return [
    misses === 0
      ? `${runs} read nothing that does not count.`
      : `${misses.toLocaleString('en')} file${misses === 1 ? '' : 's'} that ${runs} read or listed, and that do${misses === 1 ? 'es' : ''} not count.`,
    ...(failed === 0 ? [] : [`${failed.toLocaleString('en')} failed: what they would have read later is not known.`]),
    '',
  ].join('\n');
}
