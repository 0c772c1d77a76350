import { detectFormat } from './detect-format.js';
import { sourceText } from './source/source-text.js';

const detect = (path: string, ...lines: string[]) => detectFormat(sourceText(path, lines.join('\n')))?.name;

describe('detectFormat', () => {
  it.each([
    ['notes.md', '- [ ] T001 a', 'spec-kit'],
    ['specs/001-a/tasks.md', '- [ ] no id', 'spec-kit'],
    ['specs\\001-a\\tasks.md', '- [ ] 1.1 a', 'spec-kit'],
    ['notes.md', '- [ ] 1.1 a', 'kiro'],
    ['.kiro/specs/a/tasks.md', '- [ ] no id', 'kiro'],
    ['notes.md', '- [ ] buy milk', 'checklist'],
    ['a/.kiro/specs/_archive/a/tasks.md', '- [ ] 1. a', 'kiro'],
  ])('reads %s with %j as %3$s', (path, text, expected) => {
    expect(detect(path, text)).toBe(expected);
  });

  it('lets clear signs of Kiro outweigh a spec-kit path', () => {
    expect(detect('specs/001-a/tasks.md', '- [ ] 1. a', '  - [ ] 1.1 b', '  - [ ]* 1.2 c')).toBe('kiro');
  });

  it('lets T ids outweigh a Kiro path', () => {
    expect(detect('.kiro/specs/a/tasks.md', '- [ ] T001 a', '- [ ] T002 b')).toBe('spec-kit');
  });

  it.each([
    ['.taskmaster/tasks/tasks.json', '{}', 'task-master'],
    ['.taskmaster/tasks/tasks.json', '{"tasks": [', 'task-master'],
    ['specs/1/tasks.md', '# Tasks', 'spec-kit'],
    ['.kiro/specs/a/tasks.md', '# Tasks', 'kiro'],
  ])('takes %s with %j, which no content tells, for %s', (path, text, expected) => {
    expect(detect(path, text)).toBe(expected);
  });

  it.each([
    ['prose', '# Plan\n\nT001 comes first.'],
    ['nothing', ''],
    ['lines of JSON', '{"id":"a-1","title":"a","status":"open"}\n{"id":"a-2","title":"b","status":"open"}'],
  ])('recognises no format in %s', (_, text) => {
    expect(detect('notes.md', text)).toBeUndefined();
  });
});
