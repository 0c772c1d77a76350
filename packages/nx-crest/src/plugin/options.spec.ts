import Ajv from 'ajv';
import schema from '../../schemas/plugin-options.schema.json';
import { normalizeOptions } from './options.js';

const codes = (options: unknown) =>
  normalizeOptions(options).diagnostics.map(({ code, message }) => `${code} ${message}`);

test('everything has a default', () => {
  for (const nothing of [undefined, {}]) {
    expect(normalizeOptions(nothing)).toEqual({
      documents: [],
      namePrefix: '',
      without: { '*': [] },
      umbrella: 'implement',
      limits: { resources: [], needs: new Map(), diagnostics: [] },
      diagnostics: [],
    });
  }
});

const GOOD = {
  documents: ['./docs/plan.md', 'plans/**/*.md'],
  namePrefix: 'plan-',
  command: ['node', 'agent.mjs', ''],
  without: ['order', 'phase'],
  umbrella: 'work',
  resources: { db: 1, memory: '8GB', cache: '1.5 gib', bytes: '512B' },
  needs: { e2e: { db: 1, memory: '4GB' }, 'shop:e2e': { db: 0 } },
};

test('good options are kept, paths in their normal form', () => {
  const { documents, namePrefix, command, without, umbrella, diagnostics } = normalizeOptions(GOOD);
  expect({ namePrefix, command, without, umbrella, diagnostics }).toEqual({
    ...{
      namePrefix: 'plan-',
      command: ['node', 'agent.mjs', ''],
      without: { '*': ['order', 'phase'] },
      umbrella: 'work',
    },
    diagnostics: [],
  });
  expect(documents).toEqual(['docs/plan.md', 'plans/**/*.md']);
});

test('what is wrong with resources is told apart: the graph and stock Nx do without them', () => {
  const { limits, diagnostics } = normalizeOptions({ resources: { db: 'many' } });
  expect(diagnostics).toEqual([]);
  expect(limits.diagnostics.map(({ code }) => code)).toEqual(['CREST302']);
});

const WRONG: readonly (readonly [string, unknown])[] = [
  ['documents', 'docs/plan.md'],
  ['documents', [1]],
  ['documents', ['']],
  ['namePrefix', 7],
  ['namePrefix', '@org/'],
  ['command', 'node agent.mjs'],
  ['command', []],
  ['command', [3]],
  ['without', ['wishes']],
  ['without', ['explicit']],
  ['without', { kiro: ['explicit'] }],
  ['without', ['order', 'group']],
  ['umbrella', 'a:b'],
  ['umbrella', ''],
  ['commnad', ['node']],
];

/** Those that need no look at another option. */
const WRONG_LIMITS: readonly (readonly [string, unknown])[] = [
  ['resources', ['db']],
  ['resources', { db: 0 }],
  ['resources', { db: 1.5 }],
  ['resources', { db: -1 }],
  ['resources', { memory: '8 elephants' }],
  ['resources', { memory: '8' }],
  ['resources', { ' ': 1 }],
  ['needs', 'db'],
  ['needs', { e2e: 'db' }],
  ['needs', { e2e: ['db'] }],
];

test.each(WRONG_LIMITS)('a wrong option %s is told and left out: %j', (option, value) => {
  const { resources, needs, diagnostics } = normalizeOptions({ [option]: value }).limits;
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringContaining(`CREST302 the plugin option "${option}`),
  ]);
  expect([resources, [...needs.values()].flat()]).toEqual([[], []]);
});

test.each(WRONG)('a wrong %s is told and left out', (option, value) => {
  expect(codes({ [option]: value })).toEqual([expect.stringContaining(`CREST302 the plugin option "${option}"`)]);
  expect({ ...normalizeOptions({ [option]: value }), diagnostics: [] }).toEqual(normalizeOptions({}));
});

test('options that are no object are told', () => {
  for (const options of [null, [], 'x']) expect(codes(options)).toHaveLength(1);
});

test('a document outside the workspace is told and left out', () => {
  const { documents, diagnostics } = normalizeOptions({ documents: ['../plan.md', 'plan.md'] });
  expect(documents).toEqual(['plan.md']);
  expect(diagnostics.map(({ code }) => code)).toEqual(['CREST304']);
});

test('kinds of dependency may be left out for one format', () => {
  expect(normalizeOptions({ without: { kiro: ['order'], '*': ['phase'] } })).toMatchObject({
    without: { kiro: ['order'], '*': ['phase'] },
    diagnostics: [],
  });
  expect(normalizeOptions({ without: { kino: ['order'] } }).diagnostics).toMatchObject([{ code: 'CREST302' }]);
});

test('the schema for editors says the same', () => {
  const { $schema: _, ...rules } = schema;
  const accepts = new Ajv({ strict: false }).compile(rules);
  expect(accepts(GOOD)).toBe(true);
  for (const [option, value] of [...WRONG, ...WRONG_LIMITS]) {
    expect([option, value, accepts({ [option]: value })]).toEqual([option, value, false]);
  }
});
