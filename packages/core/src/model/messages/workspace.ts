/** 3xx: what is wrong with the workspace and its configuration. */
export const WORKSPACE_MESSAGES = {
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
    message: (a: { path: string; kind?: string | undefined }) => `there is no ${a.kind ?? 'document'} at ${a.path}`,
    hint: (_: { path: string; kind?: string | undefined }) => 'Check the path.',
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
  CREST308: {
    severity: 'error',
    name: 'not-a-history',
    message: (a: { path: string; reason: string }) => `${a.path} is not a history of crest: ${a.reason}`,
    hint: (_: { path: string; reason: string }) => 'Give a file that "crest history export" has written.',
  },
  CREST309: {
    severity: 'error',
    name: 'newer-history',
    message: (a: { path: string; version: string; known: number }) =>
      `${a.path} was written by a newer crest: version ${a.version}, and this one reads ${a.known}`,
    hint: (_: { path: string; version: string; known: number }) => 'Update nx-crest here.',
  },
  CREST310: {
    severity: 'error',
    name: 'damaged-history',
    message: (a: { reason: string }) => `the history is damaged: ${a.reason}`,
    hint: (_: { reason: string }) => 'Take an undamaged copy, or remove this line.',
  },
  CREST311: {
    severity: 'warning',
    name: 'history-not-written',
    message: (a: { reason: string }) => `the history was not written: ${a.reason}`,
    hint: (_: { reason: string }) => 'What was to be added to it is lost; nothing else is affected.',
  },
  CREST312: {
    severity: 'error',
    name: 'unknown-resource',
    message: (a: { place: string; name: string; suggestion?: string | undefined }) =>
      `${a.place} asks for "${a.name}", which "resources" of nx.json does not declare`,
    hint: (a: { place: string; name: string; suggestion?: string | undefined }) =>
      a.suggestion
        ? `Did you mean "${a.suggestion}"?`
        : `Add "${a.name}" to "resources" in the options of "nx-crest", with how much there is.`,
  },
  CREST313: {
    severity: 'error',
    name: 'bad-need',
    message: (a: { place: string; expected: string }) => `${a.place} should be ${a.expected}`,
    hint: (_: { place: string; expected: string }) => 'Correct it where the target is configured.',
  },
  CREST314: {
    severity: 'warning',
    name: 'report-not-written',
    message: (a: { path: string; reason: string }) => `the report on the run was not written to ${a.path}: ${a.reason}`,
    hint: (_: { path: string; reason: string }) =>
      'Name a file that you may write, in a folder that is there; the run itself is not affected.',
  },
  CREST315: {
    severity: 'error',
    name: 'unknown-dependency',
    message: (a: { id: string; on: string }) =>
      `task "${a.id}" waits for "${a.on}", which no plan of this workspace has`,
    hint: (_: { id: string; on: string }) =>
      'Nobody knows whether it is done. Correct the dependency, or remove it where it is done.',
  },
} as const;
