import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import picomatch from 'picomatch';
import { registry } from './registry.js';
import { toy } from './testing/toy-format/index.js';

const PACKAGE = join(__dirname, '..');
const DOCS = join(PACKAGE, '../../docs/formats');

describe('the registry', () => {
  it.each(registry.map((row) => [row.name, row] as const))('%s: loads what it names, and has a page', (name, row) => {
    const format = row.load();
    expect(format.name).toBe(name);
    expect(existsSync(join(DOCS, `${name}.md`))).toBe(true);
    expect(row.together !== undefined).toBe(format.parseTogether !== undefined);
    // Nx's own globs know no braces inside braces: the plugin puts all of them into one pair.
    for (const glob of row.globs) expect(glob).not.toMatch(/[{},]/);
  });

  it('has names that occur once, and globs that a path of theirs matches', () => {
    expect(new Set(registry.map(({ name }) => name)).size).toBe(registry.length);
    for (const { globs, load } of registry) {
      for (const glob of globs) {
        const path = glob.replace('**/', 'a/').replaceAll('**', 'b').replaceAll('[0-9]*', '1').replaceAll('*', 'x');
        expect([path, picomatch.isMatch(path, glob, { dot: true })]).toEqual([path, true]);
        const format = load();
        const known = format.matchesPath(path) || format.belongsTo?.(path) === true;
        expect([glob, path, known || glob.includes('WP*') || glob.includes('PLAN')]).toEqual([glob, path, true]);
      }
    }
  });
});

describe('a new format', () => {
  const copy = mkdtempSync(join(PACKAGE, 'toy-'));
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });

  it('is one folder and one line of the registry', () => {
    expect(toy.name).toBe('toy');
    cpSync(join(PACKAGE, 'dist'), copy, { recursive: true });
    // The folder.
    mkdirSync(join(copy, 'toy'));
    const source = readFileSync(join(__dirname, 'testing/toy-format/index.ts'), 'utf8').replaceAll("'../../", "'../");
    const { code } = transformSync(source, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(copy, 'toy/index.js'), code);
    // The line.
    const place = join(copy, 'registry.js');
    const line = "{ name: 'toy', globs: ['**/*.toy'], load: () => require('./toy/index.js').toy },";
    writeFileSync(place, readFileSync(place, 'utf8').replace('registry = [', `registry = [${line}`));

    const script = `
      const { convertPlan, documentUnits, formats, parseDocument, setStatus } = require('./index.js');
      const document = { path: 'x.md', raw: 'toy\\n+ Saw\\n+ Glue\\n' };
      const read = parseDocument(document);
      console.log(JSON.stringify({
        format: read.format,
        tasks: read.plans[0].tasks.map(({ id, dependencies }) => [id, dependencies.map(({ on }) => on)]),
        changed: setStatus(document, { taskId: 'saw', status: 'done' }).raw,
        unit: documentUnits(['a/b.toy'])[0].path,
        listed: formats.some(({ name }) => name === 'toy'),
        converted: convertPlan(read.plans[0], 'spec-kit').text.includes('T002 [P] Glue (depends on T001)'),
        globbed: require('./places.js').registry.some(({ globs }) => globs.includes('**/*.toy')),
      }));`;
    const seen: unknown = JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: copy, encoding: 'utf8' }));
    expect(seen).toEqual({
      format: 'toy',
      tasks: [
        ['saw', []],
        ['glue', ['saw']],
      ],
      changed: 'toy\n= Saw\n+ Glue\n',
      unit: 'a/b.toy',
      listed: true,
      converted: true,
      globbed: true,
    });
  });
});
