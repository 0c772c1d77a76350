import { undeclaredProjects } from './undeclared-projects.js';

const node = (name: string, root: string) => ({ [name]: { name, data: { root } } });
const GRAPH = {
  nodes: {
    ...node('root', '.'),
    ...node('a', 'libs/a'),
    ...node('b', 'libs/b'),
    ...node('c', 'libs/c'),
    ...node('d', 'd'),
  },
  dependencies: { a: [{ target: 'b' }], b: [{ target: 'c' }] },
};

it('tells which projects are observed without a dependency, each once', () => {
  const files = ['libs/a/x.ts', 'libs/b/x.ts', 'libs/c/x.ts', 'd/z.ts', 'd/y.ts', 'tsconfig.json'];
  expect(undeclaredProjects('libs/a/a.spec.ts', files, GRAPH)).toEqual([{ project: 'd', path: 'd/y.ts' }]);
});

it('a spec of no project declares nothing', () => {
  expect(undeclaredProjects('x/a.spec.ts', ['d/y.ts'], { nodes: node('d', 'd'), dependencies: {} })).toEqual([
    { project: 'd', path: 'd/y.ts' },
  ]);
});
