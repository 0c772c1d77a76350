import type { ConfigurationReads } from '../memory/remembered-configurations.js';

/** What the recorder that was loaded before everything else has written down. */
function recorded(): Set<string> {
  const found = (globalThis as Readonly<Record<symbol, unknown>>)[Symbol.for('nx-crest.records')];
  return found instanceof Set ? (found as Set<string>) : new Set(); // the recorder puts lines there
}

/** What was looked for in this process before: packages may know it still, so that it counts for what follows, too. */
const looked = new Set<string>();

/** What was looked at since the last question. */
export function takeRecords(): ConfigurationReads {
  const lines = recorded();
  for (const line of lines) if (/^(probe|variable|wanted) /.test(line)) looked.add(line);
  const all = [...lines, ...looked];
  const of = (event: string) =>
    [...new Set(all.flatMap((line) => (line.startsWith(`${event} `) ? [line.slice(event.length + 1)] : [])))].sort();
  lines.clear();
  return {
    reads: of('read'),
    lists: of('list'),
    trees: of('tree'),
    probes: of('probe'),
    variables: of('variable'),
    wanted: of('wanted'),
  };
}
