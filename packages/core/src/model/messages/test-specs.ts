/** 5xx: test specs. From 511 on: why more counts for a spec than it may need, or less than it may see. */
export const TEST_SPEC_MESSAGES = {
  CREST501: {
    severity: 'error',
    name: 'unreadable-configuration',
    message: (a: { path: string; reason: string }) => `the test runner cannot read ${a.path}: ${a.reason}`,
    hint: (_: { path: string; reason: string }) =>
      'Start the test runner in the folder of that file to see the whole error.',
  },
  CREST502: {
    severity: 'error',
    name: 'no-test-configuration',
    message: (a: { spec: string }) => `no configuration of Jest or Vitest selects ${a.spec}`,
    hint: (_: { spec: string }) => 'Give the path of a spec file, and check what the configuration includes.',
  },
  CREST503: {
    severity: 'error',
    name: 'not-observed',
    message: (a: { path: string; spec: string }) => `${a.path} is none of the files that ${a.spec} can observe`,
    hint: (_: { path: string; spec: string }) => 'Leave out --why to see which ones are.',
  },
  CREST504: {
    severity: 'error',
    name: 'unreadable-observations',
    message: (a: { path: string; reason: string }) => `${a.path} cannot be read: ${a.reason}`,
    hint: (_: { path: string; reason: string }) =>
      'Mend it, or delete it and let "crest audit specs --fix" write it anew.',
  },
  CREST505: {
    severity: 'error',
    name: 'observed-but-not-counted',
    message: (a: { path: string; spec: string; because: 'read' | 'listed' }) =>
      `${a.spec} ${a.because === 'read' ? 'read' : 'listed the folder of'} ${a.path}, which does not count for it`,
    hint: (_: { path: string; spec: string; because: 'read' | 'listed' }) =>
      'Run "crest audit specs --fix" to let it count. Please report it where the source names the file plainly.',
  },
  CREST506: {
    severity: 'error',
    name: 'spec-not-run',
    message: (a: { spec: string; path: string }) =>
      `the test runner has told nothing of ${a.spec}, which ${a.path} selects`,
    hint: (_: { spec: string; path: string }) =>
      'Run it with the test runner itself. Where it is found there, please report this.',
  },
  CREST507: {
    severity: 'error',
    name: 'runner-too-old',
    message: (a: { path: string; runner: string; version: string }) =>
      `${a.path} is read by ${a.runner} ${a.version}, which cannot run single specs as tasks`,
    hint: (_: { path: string; runner: string; version: string }) =>
      'Install Vitest 3 or later, or leave the project out of "testSpecs.projects" in nx.json.',
  },
  CREST508: {
    severity: 'warning',
    name: 'observed-without-dependency',
    message: (a: { spec: string; path: string; project: string }) =>
      `${a.spec} can observe ${a.path} of "${a.project}", on which its project does not depend`,
    hint: (a: { spec: string; path: string; project: string }) =>
      `A change there re-runs it, but "nx affected" does not select it: add "${a.project}" to implicitDependencies.`,
  },
  CREST511: {
    severity: 'warning',
    name: 'computed-module',
    message: (a: { text: string }) => `which module is loaded here is computed: ${a.text}`,
    hint: (_: { text: string }) => 'All files of its project count. Written as a literal, only that module would.',
  },
  CREST512: {
    severity: 'warning',
    name: 'unresolved-module',
    message: (a: { text: string }) => `"${a.text}" leads to no file`,
    hint: (_: { text: string }) => 'All files of its project count. Is the package built, or installed?',
  },
  CREST513: {
    severity: 'warning',
    name: 'computed-glob',
    message: (a: { text: string }) => `the pattern is computed: ${a.text}`,
    hint: (_: { text: string }) => 'All files of its project count. Written as a literal, only what it matches would.',
  },
  CREST514: {
    severity: 'info',
    name: 'whole-folder',
    message: (a: { text: string }) => `a folder, or a path in it that is computed: ${a.text}`,
    hint: (_: { text: string }) => 'All files that begin so count.',
  },
  CREST515: {
    severity: 'warning',
    name: 'starts-processes',
    message: (a: { text: string }) => `programs or threads may be started: ${a.text}`,
    hint: (_: { text: string }) => 'What they read is not known. All files of its project count.',
  },
  CREST516: {
    severity: 'warning',
    name: 'whole-environment',
    message: (a: { text: string }) => `the environment is used as a whole: ${a.text}`,
    hint: (_: { text: string }) => 'Only variables that are named somewhere count.',
  },
  CREST517: {
    severity: 'warning',
    name: 'outside-the-workspace',
    message: (a: { text: string }) => `a path leads out of the workspace: ${a.text}`,
    hint: (_: { text: string }) => 'What lies there does not count.',
  },
  CREST518: {
    severity: 'warning',
    name: 'unknown-configuration',
    message: (a: { text: string }) => `this decides how modules are found, and is not understood: ${a.text}`,
    hint: (_: { text: string }) => 'All files of its project count.',
  },
  CREST519: {
    severity: 'warning',
    name: 'computed-path',
    message: (a: { text: string }) =>
      `a path is made of the place of the module by means that are not followed: ${a.text}`,
    hint: (_: { text: string }) =>
      'All files of the workspace count. Made with path.join of literals, only that path would.',
  },
} as const;
