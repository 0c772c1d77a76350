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
      without: [],
      umbrella: 'implement',
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
};

test('good options are kept, paths in their normal form', () => {
  expect(normalizeOptions(GOOD)).toEqual({
    ...GOOD,
    documents: ['docs/plan.md', 'plans/**/*.md'],
    diagnostics: [],
  });
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
  ['without', ['order', 'group']],
  ['umbrella', 'a:b'],
  ['umbrella', ''],
  ['commnad', ['node']],
];

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

test('the schema for editors says the same', () => {
  const { $schema: _, ...rules } = schema;
  const accepts = new Ajv({ strict: false }).compile(rules);
  expect(accepts(GOOD)).toBe(true);
  for (const [option, value] of WRONG) {
    expect([option, value, accepts({ [option]: value })]).toEqual([option, value, false]);
  }
});
