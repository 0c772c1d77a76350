import type { PlanFormat } from './plan-format.js';

/** What is known of a format before its reader is loaded: a graph in which no document changed loads none. */
export interface RegisteredFormat {
  /** The format's own name. */
  readonly name: string;
  /** Where Nx looks for such documents, from the workspace root, `/` as separator. */
  readonly globs: readonly string[];
  /** Matches the folder whose documents make up one plan together, from the start of a document's path to before the next `/`. */
  readonly together?: RegExp;
  readonly load: () => PlanFormat;
}

/** Every planning format, in the order in which ties of detection are decided. */
export const registry: readonly RegisteredFormat[] = [
  {
    name: 'spec-workflow',
    globs: ['**/.spec-workflow/specs/*/tasks.md', '**/.claude/specs/*/tasks.md'],
    load: () => (require('./spec-workflow/index.js') as typeof import('./spec-workflow/index.js')).specWorkflow,
  },
  {
    name: 'spec-kitty',
    // Before spec-kit: subtasks of both look the same, and the headings of work packages are the surer sign.
    globs: [
      '**/kitty-specs/*/tasks.md',
      '**/kitty-specs/*/tasks/**/WP*.md',
      '**/kitty-specs/*/wps.yaml',
      '**/kitty-specs/*/lanes.json',
    ],
    together: /^(?:[^/]+\/)*kitty-specs\/[^/]+(?=\/)/,
    load: () => (require('./spec-kitty/index.js') as typeof import('./spec-kitty/index.js')).specKitty,
  },
  {
    name: 'spec-kit',
    globs: ['**/specs/*/tasks.md', '**/.specify/specs/*/tasks.md'],
    load: () => (require('./spec-kit/index.js') as typeof import('./spec-kit/index.js')).specKit,
  },
  {
    name: 'kiro',
    globs: ['**/.kiro/specs/**/tasks.md'],
    load: () => (require('./kiro/index.js') as typeof import('./kiro/index.js')).kiro,
  },
  {
    name: 'superpowers',
    globs: ['**/docs/superpowers/plans/*.md', '**/docs/plans/*.md'],
    load: () => (require('./superpowers/index.js') as typeof import('./superpowers/index.js')).superpowers,
  },
  {
    name: 'cc-sdd',
    globs: ['**/.kiro/specs/**/tasks.md'],
    load: () => (require('./cc-sdd/index.js') as typeof import('./cc-sdd/index.js')).ccSdd,
  },
  {
    name: 'conductor',
    globs: ['**/conductor/tracks/*/plan.md'],
    load: () => (require('./conductor/index.js') as typeof import('./conductor/index.js')).conductor,
  },
  {
    name: 'openspec',
    // One level below `changes`: what `changes/archive` holds is history.
    globs: ['**/openspec/changes/*/tasks.md', '**/openspec/changes/*/.openspec.yaml'],
    together: /^(?:.*\/)?openspec\/changes\/(?!archive\/)[^/]+(?=\/)/,
    load: () => (require('./openspec/index.js') as typeof import('./openspec/index.js')).openSpec,
  },
  {
    name: 'cursor-plan',
    globs: ['**/.cursor/plans/*.md'],
    load: () => (require('./cursor-plan/index.js') as typeof import('./cursor-plan/index.js')).cursorPlan,
  },
  {
    name: 'task-master',
    globs: ['**/.taskmaster/tasks/tasks.json'],
    load: () => (require('./task-master/index.js') as typeof import('./task-master/index.js')).taskMaster,
  },
  {
    name: 'beads',
    globs: ['**/.beads/issues.jsonl', '**/.beads/beads.jsonl'],
    load: () => (require('./beads/index.js') as typeof import('./beads/index.js')).beads,
  },
  {
    name: 'ralph',
    globs: ['**/prd.json'],
    load: () => (require('./ralph/index.js') as typeof import('./ralph/index.js')).ralph,
  },
  {
    name: 'gsd',
    globs: ['**/.planning/ROADMAP.md', '**/.planning/phases/*/*PLAN.md', '**/.planning/phases/*/*-SUMMARY.md'],
    together: /^(?:[^/]+\/)*\.planning(?=\/)/,
    load: () => (require('./gsd/index.js') as typeof import('./gsd/index.js')).gsd,
  },
  {
    name: 'backlog',
    globs: [
      '**/backlog/tasks/**/*.md',
      '**/backlog/completed/**/*.md',
      '**/backlog/archive/tasks/**/*.md',
      '**/backlog/drafts/**/*.md',
    ],
    together: /^(?:.*\/)?\.?backlog(?=\/(?:tasks|completed|archive|drafts)\/)/,
    load: () => (require('./backlog/index.js') as typeof import('./backlog/index.js')).backlog,
  },
  {
    name: 'ccpm',
    globs: ['**/.claude/epics/*/*.md', '**/.claude/epics/*/tasks/*.md'],
    together: /^(?:.*\/)?\.claude\/epics\/[^/]+(?=\/)/,
    load: () => (require('./ccpm/index.js') as typeof import('./ccpm/index.js')).ccpm,
  },
  {
    name: 'bmad',
    globs: [
      '**/sprint-status.yaml',
      '**/implementation-artifacts/[0-9]*-[0-9]*-*.md',
      '**/sprint-artifacts/[0-9]*-[0-9]*-*.md',
      '**/planning-artifacts/epics.md',
    ],
    together: /^(?:[^/]+\/)*(?:implementation|sprint)-artifacts(?=\/)/,
    load: () => (require('./bmad/index.js') as typeof import('./bmad/index.js')).bmad,
  },
  {
    name: 'wave-table',
    globs: [],
    load: () => (require('./wave-table/index.js') as typeof import('./wave-table/index.js')).waveTable,
  },
  {
    name: 'ascii-tree',
    globs: [],
    load: () => (require('./ascii-tree/index.js') as typeof import('./ascii-tree/index.js')).asciiTree,
  },
  {
    name: 'crest-plan',
    globs: ['**/*.crest-plan.json', '**/crest-plan.json'],
    load: () => (require('./crest-plan/index.js') as typeof import('./crest-plan/index.js')).crestPlan,
  },
  {
    name: 'mermaid',
    // Any document may hold a diagram: those that are plans are listed by name.
    globs: [],
    load: () => (require('./mermaid/index.js') as typeof import('./mermaid/index.js')).mermaid,
  },
  {
    name: 'box-diagram',
    globs: [],
    load: () => (require('./box-diagram/index.js') as typeof import('./box-diagram/index.js')).boxDiagram,
  },
  {
    name: 'agent-levels',
    globs: [],
    load: () => (require('./agent-levels/index.js') as typeof import('./agent-levels/index.js')).agentLevels,
    // The last one: what every other format would rather not have.
  },
  {
    name: 'checklist',
    globs: [],
    load: () => (require('./checklist/index.js') as typeof import('./checklist/index.js')).checklist,
  },
  {
    name: 'parallel-guide',
    globs: [],
    load: () => (require('./parallel-guide/index.js') as typeof import('./parallel-guide/index.js')).parallelGuide,
  },
];
