import { sourceText } from '../source/source-text.js';
import { field, objectFields } from '../fields/object-fields.js';
import { editScalar } from './edit-scalar.js';
import { frontMatter } from './front-matter.js';
import { readYaml } from './read-yaml.js';

const LINES = ['---', 'id: 4.10', "status: 'To Do'", 'depends_on: [7, "8"]', 'a: *b', '---', '# Title'];
const source = sourceText('a.md', LINES.join('\n'));

describe('readYaml', () => {
  it('gives values their places in the whole document', () => {
    const { root, diagnostics } = readYaml(source, frontMatter(source));
    const fields = objectFields(root!);
    expect(diagnostics).toEqual([]);
    expect(fields.get('id')).toMatchObject({ value: '4.10', offset: 8, length: 4 });
    expect(field(fields, 'depends_on')?.children?.map(({ value }): unknown => value)).toEqual(['7', '8']);
    expect(fields.get('a')?.value).toBe('*b');
    expect(editScalar(source, fields.get('status')!, 'Done')).toEqual({ start: 22, end: 27, text: 'Done' });
  });

  it('tells what is wrong, with its place', () => {
    const { diagnostics } = readYaml(sourceText('a.yaml', 'a: [1\nb: "'));
    expect(diagnostics.map(({ code }) => code)).toContain('CREST223');
    expect(diagnostics[0]!.span?.file).toBe('a.yaml');
  });

  it.each([
    ['brackets', '['.repeat(20_000)],
    ['dashes', '- '.repeat(20_000)],
    ['levels', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['questions', '? '.repeat(20_000)],
  ])('refuses what nests too deep: %s', (_, text) => {
    expect(readYaml(sourceText('a.yaml', text)).diagnostics[0]).toMatchObject({ code: 'CREST223' });
  });
});

describe('frontMatter', () => {
  it('is none where the second fence is missing', () => {
    expect(frontMatter(sourceText('a.md', '---\nid: 1\n'))).toBeUndefined();
  });
});
