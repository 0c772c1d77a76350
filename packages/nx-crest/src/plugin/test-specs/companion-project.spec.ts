import { companionOf, companionProject, companionRoot, type CompanionPlan } from './companion-project.js';

const plan = (more: Partial<CompanionPlan>): CompanionPlan => ({
  ...{
    projectRoot: 'packages/a',
    name: 'a-specs',
    target: 'test-specs',
    specs: [],
    unreadable: [],
    shared: ['jest.preset.js'],
  },
  ...more,
});
const spec = (path: string, configFile = 'packages/a/jest.config.js', name = '') => {
  return { spec: path, configFile, name, dependsOn: undefined };
};

it('has a target for each spec, and one that stands for all', () => {
  const { targets = {}, ...project } = companionProject(
    plan({ specs: [spec('packages/a/src/b.spec.ts'), spec('packages/a/src/a.spec.ts')], workers: 2 }),
  );
  expect(project).toMatchObject({ root: 'packages/a/.crest/specs', name: 'a-specs' });
  expect(Object.keys(targets)).toEqual(['test-specs--src/a.spec.ts', 'test-specs--src/b.spec.ts', 'test-specs']);
  expect(targets['test-specs--src/a.spec.ts']).toMatchObject({
    ...{
      executor: 'nx-crest:test-spec',
      cache: true,
      inputs: ['{workspaceRoot}/packages/a/**/*', '^default', '{workspaceRoot}/jest.preset.js'],
    },
    options: { spec: 'packages/a/src/a.spec.ts', config: 'packages/a/jest.config.js', workers: 2 },
  });
  expect(targets['test-specs']).toMatchObject({
    executor: 'nx:noop',
    dependsOn: [
      { target: 'test-specs--src/a.spec.ts', params: 'forward' },
      { target: 'test-specs--src/b.spec.ts', params: 'forward' },
    ],
  });
});

it('two configurations of one spec are two targets, named alike', () => {
  const path = 'packages/a/a.spec.ts';
  const { targets = {} } = companionProject(
    plan({ specs: [spec(path), spec(path, 'packages/a/e2e.config.js', 'in a browser'), spec('packages/a/b.spec.ts')] }),
  );
  expect(Object.keys(targets).sort()).toEqual([
    'test-specs',
    'test-specs--a.spec.ts--e2e.config.js--in-a-browser',
    'test-specs--a.spec.ts--jest.config.js',
    'test-specs--b.spec.ts',
  ]);
});

it('a configuration that cannot be read has a target that tells why, and is never cached', () => {
  const { targets = {} } = companionProject(plan({ unreadable: ['packages/a/jest.config.js'] }));
  expect(targets['test-specs--jest.config.js']).toMatchObject({
    ...{ cache: false, options: { config: 'packages/a/jest.config.js' } },
  });
});

it('is known again by its metadata', () => {
  expect(companionOf(companionProject(plan({ projectRoot: '' })))).toEqual({ projectRoot: '' });
  expect(companionOf({ metadata: {} })).toBeUndefined();
  expect([companionRoot(''), companionRoot('a')]).toEqual(['.crest/specs', 'a/.crest/specs']);
});

it('a name that Nx would take for a pattern is asked for by one that matches it', () => {
  const { targets = {} } = companionProject(plan({ specs: [spec('packages/a/app/[id]/p.test.js')] }));
  expect(Object.keys(targets)[0]).toBe('test-specs--app/[id]/p.test.js');
  expect(targets['test-specs']?.dependsOn).toEqual([{ target: 'test-specs--app/*id*/p.test.js', params: 'forward' }]);
});
