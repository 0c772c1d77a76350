/** 4xx: what is wrong with what was typed, or with what it names. */
export const COMMAND_LINE_MESSAGES = {
  CREST401: {
    severity: 'error',
    name: 'bad-argument',
    message: (a: { argument: string; expected: string }) => `${a.argument} should be ${a.expected}`,
    hint: (_: { argument: string; expected: string }) => 'Add --help to the command to see what it takes.',
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
      `no task needs the resource "${a.name}": it is neither stated, nor an assignee or a label`,
    hint: (a: { name: string; known: readonly string[] }) =>
      a.known.length === 0
        ? 'The tasks state no needs, and have neither assignees nor labels.'
        : `Needs, assignees and labels are ${a.known.slice(0, 12).join(', ')}${a.known.length > 12 ? ', …' : ''}.`,
  },
  CREST411: {
    severity: 'warning',
    name: 'unknown-state-task',
    message: (a: { id: string; suggestion?: string | undefined }) =>
      `the state tells of task "${a.id}", which the plan does not have`,
    hint: (a: { id: string; suggestion?: string | undefined }) =>
      a.suggestion ? `Did you mean "${a.suggestion}"?` : 'It is passed over.',
  },
  CREST412: {
    severity: 'warning',
    name: 'begun-too-early',
    message: (a: { id: string; status: 'running' | 'done'; on: string }) =>
      `by the state, task "${a.id}" is ${a.status}, but "${a.on}", which it waits for, is not done`,
    hint: (_: { id: string; status: 'running' | 'done'; on: string }) => 'Correct the state, or the dependency.',
  },
  CREST413: {
    severity: 'warning',
    name: 'stock-order',
    message: (a: { reason: string }) => `the tasks run in Nx's own order: ${a.reason}`,
    hint: (_: { reason: string }) => 'The run itself is not affected. "crest run" works with Nx 22.7, 23 and 24.',
  },
  CREST414: {
    severity: 'warning',
    name: 'held-for-nothing',
    message: (a: { id: string }) => `task "${a.id}" waited for a resource while nothing ran that could give it back`,
    hint: (_: { id: string }) => 'It was started all the same. Does a server that never ends hold the resource?',
  },
  CREST415: {
    severity: 'error',
    name: 'tasks-not-run',
    message: (a: { ids: readonly string[] }) =>
      `Nx ended with exit code 0 and never ran ${a.ids.slice(0, 12).join(', ')}${a.ids.length > 12 ? ', …' : ''}`,
    hint: (_: { ids: readonly string[] }) => 'Run the command again; where that does not help, please report it.',
  },
  CREST416: {
    severity: 'error',
    name: 'never-together',
    message: (a: { id: string; servers: readonly string[]; resource: string; amount: string; capacity: string }) =>
      `"${a.id}" runs beside ${a.servers.map((server) => `"${server}"`).join(' and ')}, and together they take ${a.amount} of ` +
      `"${a.resource}", of which there is ${a.capacity}`,
    hint: (a: { servers: readonly string[] }) =>
      `Let only ${a.servers.length === 1 ? 'the server' : 'one server'} take it, or raise the capacity in "resources" of nx.json.`,
  },
} as const;
