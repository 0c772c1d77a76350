/** 23x to 29x: what is wrong with a planning document of one kind. */
export const FORMAT_MESSAGES = {
  CREST230: {
    severity: 'warning',
    name: 'unknown-title',
    message: (a: { text: string }) => `"${a.text}" is neither the title of a task nor a list of ids`,
    hint: (_: { text: string }) => 'Write the title or the id of the task as it stands in this document, or "None".',
  },
  CREST231: {
    severity: 'warning',
    name: 'boundary-overlap',
    message: (a: { id: string; other: string; boundary: string }) =>
      `tasks "${a.other}" and "${a.id}" are both marked (P), and both work in "${a.boundary}"`,
    hint: (_: { id: string; other: string; boundary: string }) =>
      'Remove one (P), state _Depends:_, or make the boundaries narrower; until then both may run at once.',
  },
  CREST232: {
    severity: 'warning',
    name: 'waits-for-itself',
    message: (a: { plan: string }) => `the change "${a.plan}" says that it waits for itself`,
    hint: (_: { plan: string }) => 'Remove it from the list.',
  },
  CREST244: {
    severity: 'warning',
    name: 'conflict-elsewhere',
    message: (a: { id: string; with: string }) =>
      `task "${a.id}" conflicts with "${a.with}", which names no single task that was read`,
    hint: (_: { id: string; with: string }) => 'Correct the id; until then nothing keeps the two apart.',
  },
} as const;
