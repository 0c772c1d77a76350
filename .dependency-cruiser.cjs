/** Who may import whom, each rule with its reason. `tools/check-layers.mjs` runs it. @type {import('dependency-cruiser').IConfiguration} */
const notTests = '[.]spec[.]ts$|/testing/';
const production = (path) => ({ path, pathNot: notTests });
const plugin = '^packages/nx-crest/src/';
/** What formats share; every other folder beside them is a format. */
const SHARED_ROOMS =
  'source|markdown|yaml|json|fields|task-file|checkbox|list-plan|ids|order|waves|duration|status-text|write|testing';
const format = `(?!(?:${SHARED_ROOMS})/)([^/]+)`;

/** One rule; everything is an error. */
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid('no-circular', 'A cycle hides the layering.', {}, { circular: true }),
    forbid('all-resolved', 'What cannot be resolved is seen by no other rule.', {}, { couldNotResolve: true }),
    forbid(
      'core-is-pure',
      'core is called with plain data: no disk, process, system or network.',
      production('^packages/core/src/'),
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'core-has-no-dependencies',
      'core must be usable without Nx, a parser or a compiler.',
      production('^packages/core/src/'),
      { path: 'node_modules/' },
    ),
    forbid(
      'core-model-is-bottom',
      'The model knows neither graphs nor schedules.',
      { path: '^packages/core/src/model/' },
      { path: '^packages/core/src/', pathNot: '^packages/core/src/model/' },
    ),
    forbid(
      'core-graph-is-below-schedule',
      'graph knows nothing of schedules.',
      production('^packages/core/src/graph/'),
      { path: '^packages/core/src/', pathNot: '^packages/core/src/(graph|model)/' },
    ),
    forbid(
      'core-history-knows-durations-only',
      'What was measured is read and merged without a graph.',
      production('^packages/core/src/history/'),
      { path: '^packages/core/src/', pathNot: '^packages/core/src/(history|model)/' },
    ),
    forbid(
      'core-search-knows-no-questions',
      'A search is the same whoever asks for it, and so is a decision in a run.',
      production('^packages/core/src/schedule/(problem|generation|bounds|search|dispatch)/'),
      { path: '^packages/core/src/schedule/(what-if|simulation|replan|measured)/' },
    ),
    forbid(
      'core-bounds-know-no-search',
      'A bound is a proof: what was found does not count.',
      production('^packages/core/src/schedule/(problem|generation|bounds)/'),
      { path: '^packages/core/src/schedule/search/' },
    ),
    forbid(
      'core-questions-do-not-meet',
      'What-if, simulation and replanning can each be read, changed and removed alone.',
      production('^packages/core/src/schedule/(what-if|simulation|replan)/'),
      {
        path: '^packages/core/src/schedule/(what-if|simulation|replan)/',
        pathNot: '^packages/core/src/schedule/$1/',
      },
    ),
    forbid('formats-read-no-disk', 'A format is a function of text.', production('^packages/formats/src/'), {
      dependencyTypes: ['core'],
    }),
    forbid(
      'formats-do-not-meet',
      'A format can be read, changed and removed without the others.',
      production(`^packages/formats/src/${format}/`),
      {
        path: `^packages/formats/src/${format}/`,
        pathNot: '^packages/formats/src/$1/',
      },
    ),
    forbid(
      'shared-rooms-know-no-format',
      'What formats share is below them.',
      production(`^packages/formats/src/(${SHARED_ROOMS})/`),
      { path: `^packages/formats/src/${format}/` },
    ),
    forbid(
      'markdown-one-door',
      'One room to change when the Markdown parser changes.',
      { path: '^packages/', pathNot: '^packages/formats/src/markdown/' },
      { path: 'node_modules/@lezer/' },
    ),
    forbid(
      'yaml-one-door',
      'One room to change when the YAML parser changes.',
      production('^packages/formats/(?!src/yaml/)'),
      { path: 'node_modules/yaml/' },
    ),
    forbid(
      'packages-meet-at-index',
      'Import another package by its name; what tests may observe loads a compiler, and has an entry of its own.',
      { path: '^packages/([^/]+)/' },
      {
        path: '^packages/([^/]+)/src/',
        pathNot: ['^packages/$1/', '^packages/[^/]+/src/(index|model|places|select-specs|test-specs)[.]ts$'],
      },
    ),
    forbid(
      'packages-look-down',
      'core ← formats, analyzer ← nx-crest.',
      { path: '^packages/(core|formats|analyzer)/' },
      { path: '^packages/(formats|analyzer|nx-crest)/', pathNot: '^packages/$1/' },
    ),
    forbid(
      'nx-one-door',
      'Nx at run time is imported in nx-crest/src/nx only; its types are free within nx-crest.',
      { path: '^packages/', pathNot: [`${plugin}nx/`, notTests] },
      { path: 'node_modules/(nx|@nx)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'no-devkit',
      'A bare Nx workspace has no @nx/devkit.',
      { path: '^packages/' },
      { path: 'node_modules/@nx/' },
    ),
    forbid('report-reads-data-only', 'A report is a function of core data.', production(`${plugin}(report|ci)/`), {
      path: '^packages/',
      pathNot: [`${plugin}$1/`, '^packages/core/src/index[.]ts$'],
    }),
    forbid('report-reads-no-disk', 'A report is a function of core data.', production(`${plugin}(report|ci)/`), {
      dependencyTypes: ['core'],
    }),
    forbid(
      'hook-is-for-crest-run',
      'Plain Nx stays as it is: nothing that the plugin loads reaches the hook into the runner.',
      production(
        `${plugin}(index[.]ts|plugin/|executors/|generators/|report/|run/|resources/|specs/|cli/[^/]+[.]ts|nx/[^/]+[.]ts)`,
      ),
      { path: `${plugin}nx/runner/`, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'resources-know-no-commands',
      'What limits tasks is the same for a plan and for a run.',
      production(`${plugin}resources/`),
      { path: `${plugin}(plugin|cli|report|executors|generators)/` },
    ),
    forbid(
      'specs-know-no-commands',
      'What a test may observe is the same for whoever asks.',
      production(`${plugin}specs/`),
      { path: `${plugin}(plugin|cli|report|run|executors|generators)/` },
    ),
    forbid(
      'source-is-below-closure',
      'What a text says is told without a workspace.',
      production('^packages/analyzer/src/source/'),
      { path: '^packages/analyzer/src/', pathNot: '^packages/analyzer/src/source/' },
    ),
    forbid(
      'nx-knows-no-plans',
      'The room that touches Nx is below everything else of the plugin.',
      production(`${plugin}nx/`),
      { path: `${plugin}(plugin|cli|report|run|specs|executors|generators)/` },
    ),
    forbid(
      'run-knows-no-plugin',
      'Writing state and documents knows nothing of graphs, commands or output.',
      production(`${plugin}run/`),
      { path: `${plugin}(plugin|cli|report|executors|generators)/` },
    ),
    forbid(
      'plugin-runs-nothing',
      'Making the graph executes no task, writes no document and prints nothing.',
      production(`${plugin}plugin/`),
      { path: `${plugin}(cli|report|executors|generators|run/(locks|write-status|run-command|sentinel))` },
    ),
    forbid(
      'ts-morph-one-door',
      'ts-morph may end with TypeScript 7; one folder to replace.',
      { path: '^packages/', pathNot: '^packages/analyzer/src/source/' },
      { path: 'node_modules/(ts-morph|typescript)/' },
    ),
    forbid(
      'plugin-loads-analyzer-lazily',
      'The analyzer may load a compiler; graph construction must not.',
      { path: `${plugin}plugin/` },
      { path: '^packages/analyzer/', pathNot: '/src/select-specs[.]ts$', dynamic: false },
    ),
    forbid('no-production-import-of-tests', 'Specs and their helpers are not shipped.', production('^packages/'), {
      path: notTests,
    }),
    forbid('e2e-sees-no-source', 'End-to-end tests use what is packed.', { path: '^e2e/' }, { path: '^packages/' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
