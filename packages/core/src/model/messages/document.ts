/** 2xx: what is wrong with a planning document. */
export const DOCUMENT_MESSAGES = {
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
  CREST219: {
    severity: 'warning',
    name: 'dependency-elsewhere',
    message: (a: { id: string; on: string }) =>
      `task "${a.id}" waits for "${a.on}", which is in no document that was read`,
    hint: (_: { id: string; on: string }) =>
      'Read the folder that holds the whole plan; as long as nobody knows that it is done, the task does not start.',
  },
  CREST220: {
    severity: 'warning',
    name: 'status-drift',
    message: (a: { id: string; here: string; there: string }) =>
      `"${a.id}" is "${a.here}" here and "${a.there}" in another place`,
    hint: (_: { id: string; here: string; there: string }) => 'This place counts. Make both say the same.',
  },
  CREST221: {
    severity: 'error',
    name: 'not-one-plan',
    message: (a: { folder: string; found: readonly string[] }) =>
      a.found.length === 0
        ? `no planning document recognised in the folder ${a.folder}`
        : `the folder ${a.folder} holds ${a.found.length} planning documents that are no one plan`,
    hint: (a: { folder: string; found: readonly string[] }) =>
      a.found.length === 0
        ? 'Name a document, or a folder that a format keeps a plan in ("crest formats" lists them).'
        : `Name one of them: ${a.found.slice(0, 5).join(', ')}${a.found.length > 5 ? ', …' : ''}.`,
  },
  CREST223: {
    severity: 'error',
    name: 'bad-yaml',
    message: (a: { reason: string }) => `not valid YAML: ${a.reason}`,
    hint: (_: { reason: string }) => 'Repair the YAML at this place.',
  },
  CREST240: {
    severity: 'error',
    name: 'bad-json-line',
    message: (a: { reason: string }) => `this line is no JSON object: ${a.reason}`,
    hint: (_: { reason: string }) => 'Repair the line, or remove it; the others were read.',
  },
  CREST241: {
    severity: 'warning',
    name: 'circle-through-parent',
    message: (a: { id: string; on: string }) =>
      `"${a.id}" waits for "${a.on}", which is not done before "${a.id}" itself is; left out`,
    hint: (_: { id: string; on: string }) =>
      'A parent is done when its parts are: wait for one of the parts, or take the task out of the parent.',
  },
  CREST242: {
    severity: 'warning',
    name: 'parent-elsewhere',
    message: (a: { id: string; parent: string }) =>
      `"${a.id}" is a part of "${a.parent}", which is in no document that was read`,
    hint: (_: { id: string; parent: string }) => 'It is planned without a parent: correct the parent, or remove it.',
  },
  CREST250: {
    severity: 'warning',
    name: 'line-ends-nowhere',
    message: (a: { end: string }) => `a line of the drawing ends ${a.end}`,
    hint: (_: { end: string }) => 'Lead it to a box, or remove it; nothing is read from it.',
  },
  CREST251: {
    severity: 'warning',
    name: 'soft-dependency-cycle',
    message: (a: { id: string; on: string }) =>
      `"${a.id}" would wait for "${a.on}", but that closes a cycle; this soft dependency is left out`,
    hint: (_: { id: string; on: string }) => 'Remove it, or the dependency that it contradicts.',
  },
  CREST252: {
    severity: 'warning',
    name: 'unknown-producer',
    message: (a: { text: string }) => `no task makes what "${a.text}" asks for`,
    hint: (_: { text: string }) => 'Name the agent or the task that hands it over, as its own line does.',
  },
  CREST253: {
    severity: 'warning',
    name: 'assigned-twice',
    message: (a: { id: string; first: string; second: string }) =>
      `"${a.id}" is assigned to "${a.first}" and to "${a.second}"`,
    hint: (_: { id: string; first: string; second: string }) => 'The first one counts: take it away from the other.',
  },
  CREST254: {
    severity: 'warning',
    name: 'unread-diagram-text',
    message: (a: { text: string }) => `"${a.text}" is not understood here, and left out`,
    hint: (_: { text: string }) => 'See the page of the format for what it reads.',
  },
  CREST245: {
    severity: 'warning',
    name: 'open-element',
    message: (a: { tag: string }) => `this <${a.tag}> is never closed; it ends where the next one begins`,
    hint: (a: { tag: string }) => `Close it with </${a.tag}> on a line of its own.`,
  },
  CREST246: {
    severity: 'warning',
    name: 'wave-outdated',
    message: (a: { id: string; wave: number; on: string; onWave: number }) =>
      `"${a.id}" is in wave ${a.wave} and waits for "${a.on}", which is in wave ${a.onWave}`,
    hint: (a: { id: string; wave: number; on: string; onWave: number }) =>
      `The dependency counts: give "${a.id}" a wave behind ${a.onWave}.`,
  },
  CREST243: {
    severity: 'warning',
    name: 'dependency-ambiguous',
    message: (a: { id: string; on: string; meant: readonly string[] }) =>
      `"${a.on}", which task "${a.id}" waits for, may be ${a.meant.map((one) => `"${one}"`).join(' or ')}`,
    hint: (_: { id: string; on: string; meant: readonly string[] }) =>
      'Name one of them by an id that no other task has; until then the task does not start.',
  },
} as const;
