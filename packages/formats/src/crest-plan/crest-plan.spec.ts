import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { parseDocument } from '../parse-document.js';
import { testFixturePairs } from '../testing/fixture-pairs.js';
import { checkStatusEdits } from '../testing/status-edit-property.js';
import { crestPlan } from './index.js';

const FIXTURES = join(__dirname, 'fixtures');

describe('crest-plan', () => {
  testFixturePairs(crestPlan, FIXTURES);

  it('changes one status alone, also where none was written', () => {
    const text = readFileSync(join(FIXTURES, 'plan.json'), 'utf8');
    checkStatusEdits(crestPlan, text, ['todo', 'in-progress', 'blocked', 'done', 'deferred', 'cancelled']);
  });

  it('refuses a task that is not there', () => {
    expect(crestPlan.editStatus(sourceOf('{"crestPlan":1,"tasks":[]}'), { taskId: 'x', status: 'done' }).kind).toBe(
      'refused',
    );
  });

  it('changes nothing of broken JSON, nor where a task is todo and shall be', () => {
    const edit = (raw: string) => crestPlan.editStatus(sourceOf(raw), { taskId: 'a', status: 'todo' });
    expect(edit('{"crestPlan":,"tasks":[{"id":"a""status":"')).toMatchObject({ kind: 'refused' });
    expect(edit('{"crestPlan":1,"tasks":[{"id":"a","status":"someday"}]}')).toEqual({ kind: 'unchanged' });
    expect(edit('{"crestPlan":1,"tasks":[{"id":"a"}]}')).toEqual({ kind: 'unchanged' });
  });

  it('is recognised by its first field', () => {
    expect(parseDocument({ path: 'x.json', raw: '{ "crestPlan": 1, "tasks": [{"id":"a","title":"A"}] }' }).format).toBe(
      'crest-plan',
    );
  });
});

function sourceOf(raw: string) {
  return parseDocument({ path: 'x.json', raw }).source;
}
