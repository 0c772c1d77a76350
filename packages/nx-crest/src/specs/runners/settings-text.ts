/** What differs between machines and runs, and changes no result. */
const VOLATILE = new Set([
  ...[
    'id',
    'cacheDirectory',
    'cwd',
    'maxWorkers',
    'maxConcurrency',
    'detectOpenHandles',
    'watch',
    'watchPathIgnorePatterns',
  ],
  ...['reporters', 'coverage', 'coverageReporters', 'coveragePathIgnorePatterns', 'collectCoverageFrom', 'outputFile'],
  ...[
    'cache',
    'api',
    'ui',
    'uiBase',
    'open',
    'color',
    'clearScreen',
    'inspector',
    'attachmentsDir',
    'project',
    'config',
  ],
  ...[
    'logger',
    'server',
    'update',
    'snapshotOptions',
    'poolOptions',
    'hideSkippedTests',
    'forceRerunTriggers',
    'slowTestThreshold',
  ],
]);

/** A resolved configuration as text: the same for the same settings on each machine. Functions count as they are written. */
export function settingsText(settings: object, workspaceRoot: string): string {
  const seen = new Set<unknown>();
  const text = JSON.stringify(settings, (key, value: unknown) => {
    if (VOLATILE.has(key)) return undefined;
    if (typeof value === 'function' || value instanceof RegExp) return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return undefined;
    seen.add(value);
    return Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return text.replaceAll(workspaceRoot, '<root>');
}
