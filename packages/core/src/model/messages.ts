/**
 * Every diagnostic: its severity, its name, what is wrong, what to do. The one place with their words.
 * 1xx the graph · 2xx the document · 3xx workspace and configuration · 4xx the command line.
 */
export const DIAGNOSTICS = {
  CREST101: {
    severity: 'error',
    name: 'duplicate-id',
    message: (a: { id: string; renamed: string }) => `task id "${a.id}" is used twice; read here as "${a.renamed}"`,
    hint: (_: { id: string; renamed: string }) => 'Give one of the two tasks another id.',
  },
  CREST102: {
    severity: 'error',
    name: 'unknown-dependency',
    message: (a: { id: string; on: string; suggestion?: string | undefined }) =>
      `task "${a.id}" depends on "${a.on}", which no task defines`,
    hint: (a: { id: string; on: string; suggestion?: string | undefined }) =>
      a.suggestion ? `Did you mean "${a.suggestion}"?` : 'Add the task, or remove the dependency.',
  },
  CREST103: {
    severity: 'error',
    name: 'self-dependency',
    message: (a: { id: string }) => `task "${a.id}" depends on itself`,
    hint: (_: { id: string }) => 'Remove the dependency.',
  },
  CREST104: {
    severity: 'error',
    name: 'cycle',
    message: (a: { path: readonly string[] }) => `tasks wait for each other: ${a.path.join(' → ')}`,
    hint: (_: { path: readonly string[] }) => 'Remove one of these dependencies ("a → b" reads: a waits for b).',
  },
  CREST105: {
    severity: 'warning',
    name: 'depends-on-dropped',
    message: (a: { id: string; on: string; status: string }) =>
      `task "${a.id}" depends on "${a.on}", which is ${a.status}`,
    hint: (_: { id: string; on: string; status: string }) =>
      'Only a done task satisfies a dependency: remove it, or reopen the task.',
  },
  CREST106: {
    severity: 'error',
    name: 'missing-capacity',
    message: (a: { id: string; resource: string; amount: number; capacity: number }) =>
      `task "${a.id}" needs ${a.amount} of "${a.resource}", of which there ${a.capacity === 1 ? 'is' : 'are'} ${a.capacity}`,
    hint: (a: { id: string; resource: string; amount: number; capacity: number }) =>
      `Give "${a.resource}" a capacity of ${a.amount} or more, or the task a smaller need.`,
  },
  CREST107: {
    severity: 'error',
    name: 'missing-worker',
    message: (a: { id: string; worker: number; workers: number }) =>
      `task "${a.id}" is bound to worker ${a.worker}, but there are ${a.workers} workers, counted from 0`,
    hint: (_: { id: string; worker: number; workers: number }) => 'Plan with more workers, or bind it to another.',
  },
  CREST108: {
    severity: 'error',
    name: 'running-overload',
    message: (a: { resource: string; ids: readonly string[]; amount: number; capacity: number }) =>
      `${a.ids.map((id) => `"${id}"`).join(', ')} are running and take ${a.amount} of "${a.resource}", of which there ${a.capacity === 1 ? 'is' : 'are'} ${a.capacity}`,
    hint: (a: { resource: string; ids: readonly string[]; amount: number; capacity: number }) =>
      `Check what the state says of these tasks, or give "${a.resource}" a capacity of ${a.amount}.`,
  },
  CREST201: {
    severity: 'error',
    name: 'unknown-format',
    message: (a: { path: string; formats: readonly string[]; found?: string | undefined }) =>
      `no planning format recognised in ${a.path}${a.found === undefined ? '' : `; the document has ${a.found}`}`,
    hint: (a: { path: string; formats: readonly string[]; found?: string | undefined }) =>
      `Tasks need ids with a checkbox, table row, tree row or JSON entry; prose is not turned into tasks. Formats for --format: ${a.formats.join(', ')}.`,
  },
  CREST202: {
    severity: 'error',
    name: 'no-tasks',
    message: (a: { format: string; found: string }) =>
      `no task found, read as ${a.format}; the document has ${a.found}`,
    hint: (_: { format: string; found: string }) =>
      'A task needs an id and a checkbox, table row, tree row or JSON entry; prose is not turned into tasks.',
  },
  CREST203: {
    severity: 'warning',
    name: 'mojibake',
    message: (a: { count: number }) => `UTF-8 that was read as Windows-1252: ${a.count} sequences repaired for reading`,
    hint: (_: { count: number }) => 'Save the document again as UTF-8; the file itself was not changed.',
  },
  CREST204: {
    severity: 'error',
    name: 'unreadable-text',
    message: (a: { reason: string }) => `the document is not readable text: ${a.reason}`,
    hint: (_: { reason: string }) => 'Save it as UTF-8.',
  },
  CREST205: {
    severity: 'warning',
    name: 'open-fence',
    message: (_: object) => 'this code fence is never closed; everything below it is code',
    hint: (_: object) => 'Close the fence.',
  },
  CREST206: {
    severity: 'error',
    name: 'merge-markers',
    message: (_: object) => 'the document contains an unresolved merge',
    hint: (_: object) => 'Resolve the conflict; until then both sides would be tasks.',
  },
  CREST207: {
    severity: 'error',
    name: 'bad-json',
    message: (a: { reason: string }) => `not valid JSON: ${a.reason}`,
    hint: (_: { reason: string }) => 'Repair the JSON at this place.',
  },
  CREST208: {
    severity: 'error',
    name: 'bad-field',
    message: (a: { field: string; expected: string }) => `"${a.field}" should be ${a.expected}`,
    hint: (a: { field: string; expected: string }) => `Correct "${a.field}", or remove it.`,
  },
  CREST209: {
    severity: 'warning',
    name: 'unreadable-duration',
    message: (a: { text: string }) => `"${a.text}" is not a duration`,
    hint: (_: { text: string }) => 'Write it like "30min", "2h", "1.5 days" or "2-4h".',
  },
  CREST210: {
    severity: 'warning',
    name: 'wave-unknown-task',
    message: (a: { id: string }) => `the wave list names "${a.id}", which no task defines`,
    hint: (_: { id: string }) => 'Correct the wave list.',
  },
  CREST211: {
    severity: 'warning',
    name: 'wave-order',
    message: (a: { id: string; on: string }) =>
      `task "${a.id}" stands in an earlier wave or phase than "${a.on}", which it depends on`,
    hint: (_: { id: string; on: string }) => 'Move one of the two; until then the task is planned behind the other.',
  },
  CREST212: {
    severity: 'warning',
    name: 'wave-incomplete',
    message: (a: { count: number; first: string }) =>
      a.count === 1
        ? `task "${a.first}" is in no wave of the wave list`
        : `${a.count} tasks are in no wave of the wave list, first "${a.first}"`,
    hint: (_: { count: number; first: string }) => 'They keep their place in document order.',
  },
  CREST213: {
    severity: 'info',
    name: 'id-changed',
    message: (a: { written: string; id: string }) => `the id "${a.written}" is read as "${a.id}"`,
    hint: (_: { written: string; id: string }) => 'Ids are letters, digits, ".", "_" and "-", at most 64.',
  },
  CREST214: {
    severity: 'error',
    name: 'status-not-written',
    message: (a: { id: string; reason: string }) => `the status of "${a.id}" was not written: ${a.reason}`,
    hint: (_: { id: string; reason: string }) => 'Change it in the document by hand.',
  },
  CREST215: {
    severity: 'warning',
    name: 'unknown-status',
    message: (a: { word: string }) => `"${a.word}" is not a status; read as todo`,
    hint: (_: { word: string }) => 'Use one of the words of the format, such as "pending", "in-progress" or "done".',
  },
  CREST216: {
    severity: 'error',
    name: 'too-many-dependencies',
    message: (a: { id: string; text: string; limit: number }) =>
      `"${a.text}" of task "${a.id}" stands for too many tasks: a document has at most ${a.limit} dependencies from ranges and wildcards`,
    hint: (_: { id: string; text: string; limit: number }) => 'Depend on one task that waits for the others.',
  },
  CREST217: {
    severity: 'warning',
    name: 'unreadable-dependencies',
    message: (a: { text: string }) => `"${a.text}" names tasks, but is no list of dependencies`,
    hint: (_: { text: string }) => 'Write ids with commas between, and reasons in brackets: "1.1 (for data), 1.2".',
  },
  CREST218: {
    severity: 'warning',
    name: 'wave-repeated',
    message: (a: { what: 'task' | 'wave'; id: string }) => `the wave list has the ${a.what} "${a.id}" twice`,
    hint: (_: { what: 'task' | 'wave'; id: string }) => 'The first one counts: remove the other.',
  },
  CREST301: {
    severity: 'error',
    name: 'no-command',
    message: (a: { id: string }) => `task "${a.id}" has no command that executes it`,
    hint: (_: { id: string }) =>
      'Set "command" in the options of the plugin "nx-crest" in nx.json, for example ["node", "tools/agent.mjs"].',
  },
  CREST302: {
    severity: 'error',
    name: 'bad-option',
    message: (a: { option: string; expected: string }) => `the plugin option "${a.option}" should be ${a.expected}`,
    hint: (_: { option: string; expected: string }) => 'Correct it in the options of "nx-crest" in nx.json.',
  },
  CREST303: {
    severity: 'error',
    name: 'no-document',
    message: (a: { path: string }) => `there is no document at ${a.path}`,
    hint: (_: { path: string }) => 'Check the path.',
  },
  CREST304: {
    severity: 'error',
    name: 'outside-workspace',
    message: (a: { path: string }) => `${a.path} lies outside the workspace`,
    hint: (_: { path: string }) => 'Name a path inside the workspace.',
  },
  CREST305: {
    severity: 'error',
    name: 'unknown-task',
    message: (a: { id: string; path: string }) => `${a.path} has no task "${a.id}"`,
    hint: (_: { id: string; path: string }) => 'The document changed since the graph was made: run the command again.',
  },
  CREST306: {
    severity: 'error',
    name: 'not-planned',
    message: (a: { id: string; status: string }) => `task "${a.id}" is ${a.status} in its document`,
    hint: (_: { id: string; status: string }) => 'Reopen the task, or remove the dependencies on it.',
  },
  CREST307: {
    severity: 'error',
    name: 'unreadable-file',
    message: (a: { path: string; reason: string }) => `${a.path} cannot be read: ${a.reason}`,
    hint: (_: { path: string; reason: string }) => 'Name a file that you may read.',
  },
  CREST401: {
    severity: 'error',
    name: 'bad-argument',
    message: (a: { argument: string; expected: string }) => `${a.argument} should be ${a.expected}`,
    hint: (_: { argument: string; expected: string }) => 'See crest --help.',
  },
  CREST402: {
    severity: 'error',
    name: 'no-workspace',
    message: (a: { wanted: string }) => `${a.wanted} needs an Nx workspace, and there is no nx.json here or above`,
    hint: (_: { wanted: string }) => 'Run the command inside a workspace, or give the path of a planning document.',
  },
  CREST403: {
    severity: 'error',
    name: 'nothing-to-plan',
    message: (a: { wanted: string }) => `nothing to plan: ${a.wanted}`,
    hint: (_: { wanted: string }) => 'Name a planning document, a spec project, or targets with -t.',
  },
  CREST404: {
    severity: 'error',
    name: 'nx-differs',
    message: (a: { version: string; missing: string }) => `Nx ${a.version} has no ${a.missing}`,
    hint: (_: { version: string; missing: string }) => 'nx-crest works with Nx 22, 23 and 24.',
  },
  CREST405: {
    severity: 'error',
    name: 'nx-not-installed',
    message: (_: object) => 'Nx is not installed in this workspace',
    hint: (_: object) => 'Install the dependencies of the workspace, or give the path of a planning document.',
  },
  CREST406: {
    severity: 'error',
    name: 'no-project-graph',
    message: (a: { reason: string }) => `Nx cannot make the project graph: ${a.reason}`,
    hint: (_: { reason: string }) => 'Run "nx show projects" to see the whole error.',
  },
  CREST407: {
    severity: 'error',
    name: 'several-plans',
    message: (a: { path: string; tags: readonly string[] }) => `${a.path} holds several plans: ${a.tags.join(', ')}`,
    hint: (a: { path: string; tags: readonly string[] }) => `Choose one, for example --tag ${a.tags[0] ?? ''}.`,
  },
  CREST408: {
    severity: 'error',
    name: 'several-spec-projects',
    message: (a: { names: readonly string[] }) => `this workspace has several spec projects: ${a.names.join(', ')}`,
    hint: (a: { names: readonly string[] }) => `Name the one to plan, for example "crest plan ${a.names[0] ?? ''}".`,
  },
  CREST409: {
    severity: 'warning',
    name: 'unknown-target',
    message: (a: { target: string }) => `no project has a target "${a.target}"`,
    hint: (_: { target: string }) => 'Check the spelling; the plan is made of the other targets.',
  },
  CREST410: {
    severity: 'warning',
    name: 'unused-resource',
    message: (a: { name: string; known: readonly string[] }) =>
      `no task needs the resource "${a.name}": it is neither an assignee nor a label`,
    hint: (a: { name: string; known: readonly string[] }) =>
      a.known.length === 0
        ? 'The tasks have neither assignees nor labels.'
        : `Assignees and labels are ${a.known.slice(0, 12).join(', ')}${a.known.length > 12 ? ', …' : ''}.`,
  },
  CREST411: {
    severity: 'warning',
    name: 'unknown-state-task',
    message: (a: { id: string; suggestion?: string | undefined }) =>
      `the state tells of task "${a.id}", which the plan does not have`,
    hint: (a: { id: string; suggestion?: string | undefined }) =>
      a.suggestion ? `Did you mean "${a.suggestion}"?` : 'It is passed over.',
  },
} as const;
