import { sourceText } from '../source/source-text.js';
import { assignIds } from './assign-ids.js';

const span = sourceText('plan.md', 'x').spanAt(0, 1);
const assign = (...written: (string | undefined)[]) =>
  assignIds(written.map((id) => ({ written: id, title: 'Build it', span })));

describe('assignIds', () => {
  it('keeps ids that are unique', () => {
    expect(assign('T1', '4.2-4.5')).toMatchObject({ ids: ['T1', '4.2-4.5'], diagnostics: [] });
  });

  it('keeps both of two equal ids, and says so at the second', () => {
    const { ids, diagnostics } = assign('T1', 'T1', 'T1-2');
    expect(ids).toEqual(['T1', 'T1-3', 'T1-2']);
    expect(diagnostics.map((found) => [found.code, found.message])).toEqual([
      ['CREST101', 'task id "T1" is used twice; read here as "T1-3"'],
    ]);
  });

  it('lets a repeated id mean its first entry', () => {
    expect(assign('T1', 'T1').idOf.get('T1')).toBe('T1');
  });

  it('changes an id that cannot name a target, and says so', () => {
    const { ids, diagnostics } = assign('4.2–4.5', '日本');
    expect(ids).toEqual(['4.2-4.5', expect.stringMatching(/^t-\w+$/)]);
    expect(diagnostics.map((found) => found.code)).toEqual(['CREST213', 'CREST213']);
  });

  it('makes an id from the title where none is written, and reports no repeat', () => {
    expect(assign(undefined, undefined)).toMatchObject({ ids: ['build-it', 'build-it-2'], diagnostics: [] });
  });
});
