import { nameProjects, projectRoot, type SpecUnit } from './project-names.js';

const names = (documents: readonly string[], taken: readonly string[] = [], prefix = '') =>
  nameProjects(
    documents.map((document) => ({ document })),
    new Set(taken),
    prefix,
  );

test.each([
  ['specs/001-photos/tasks.md', '001-photos'],
  ['.kiro/specs/login/tasks.md', 'login'],
  ['docs/library-catalogue.md', 'library-catalogue'],
  ['packages/shop/docs/tasks.md', 'shop'],
  ['packages/shop/.taskmaster/tasks/tasks.json', 'shop'],
  ['.taskmaster/tasks/tasks.json', 'taskmaster'],
  ['docs/plan.md', 'plan'],
  ['tasks.md', 'tasks'],
])('%s is named %s', (document, name) => {
  expect(names([document])).toEqual([name]);
});

test('a folder that is one plan has a name of its own', () => {
  const named = (document: string) => nameProjects([{ document, isFolder: true }], new Set());
  expect(named('openspec/changes/add-lamp')).toEqual(['add-lamp']);
  expect(named('.planning')).toEqual(['planning']);
  expect(named('backlog')).toEqual(['backlog']);
});

test('two documents of one folder name are both named by their paths', () => {
  expect(names(['a/specs/001/tasks.md', 'b/specs/001/tasks.md'])).toEqual(['a-001', 'b-001']);
});

test('a name that a project of the workspace has is left to it, whatever its case', () => {
  expect(names(['packages/shop/docs/tasks.md'], ['Shop'])).toEqual(['packages-shop']);
});

test('a name of the whole path does not end like a file', () => {
  expect(names(['specs/alpha/tasks.md'], ['alpha'])).toEqual(['specs-alpha']);
  expect(names(['specs/alpha/roadmap.md'], ['alpha', 'alpha-roadmap'])).toEqual(['specs-alpha-roadmap']);
});

test('names do not depend on the order of the documents', () => {
  const documents = ['x/a/tasks.md', 'x/a/plan.md', 'y/a/tasks.md', 'a/tasks.md'];
  const forward = names(documents);
  expect(names(documents.toReversed())).toEqual(forward.toReversed());
  expect(new Set(forward).size).toBe(4);
});

test('paths that read alike without their special characters stay apart', () => {
  const found = names(['a b/c/tasks.md', 'a-b/c/tasks.md', 'a_b/c/tasks.md']);
  expect(new Set(found).size).toBe(3);
});

test('a folder in another script gets a legal name that stays the same', () => {
  const [name] = names(['specs/写真/tasks.md']);
  expect(name).toMatch(/^spec-[0-9a-f]{8}$/);
  expect(names(['specs/音楽/tasks.md', 'specs/写真/tasks.md'])[1]).toBe(name);
});

test('the prefix and the tag are part of the name', () => {
  const units: SpecUnit[] = [
    { document: 'x/tasks.json', tag: 'master' },
    { document: 'x/tasks.json', tag: 'feature/login' },
  ];
  const [master, login] = nameProjects(units, new Set(), 'plan-');
  expect(master).toBe('plan-x-master');
  expect(login).toMatch(/^plan-x-feature-login-[0-9a-f]{8}$/);
});

test('no name is longer than 64 characters', () => {
  const [name = ''] = names([`${'n'.repeat(200)}/tasks.md`], [], 'p'.repeat(32));
  expect(name.length).toBeLessThanOrEqual(64);
});

test('roots lie beside the document, one for each tag', () => {
  expect(projectRoot({ document: 'tasks.md' })).toBe('.crest/tasks.md');
  expect(projectRoot({ document: 'a/b/tasks.json', tag: 'master' })).toBe('a/b/.crest/tasks.json/master');
  expect(projectRoot({ document: 't.json', tag: 'a b' })).not.toBe(projectRoot({ document: 't.json', tag: 'a-b' }));
});
