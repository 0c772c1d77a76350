import { TASK_ID_PATTERN } from '../model/plan.js';
import { uniqueIds } from './unique-ids.js';

describe('uniqueIds', () => {
  it('leaves ids alone that are unique already', () => {
    expect(uniqueIds(['b', 'a'])).toEqual({ ids: ['b', 'a'], renamed: [] });
  });

  it('numbers repetitions from 2, past ids that exist anywhere in the document', () => {
    expect(uniqueIds(['a', 'a', 'a', 'a-3'])).toEqual({
      ids: ['a', 'a-2', 'a-4', 'a-3'],
      renamed: [
        { index: 1, id: 'a', renamed: 'a-2', firstIndex: 0 },
        { index: 2, id: 'a', renamed: 'a-4', firstIndex: 0 },
      ],
    });
  });

  it('goes on until a number is free', () => {
    expect(uniqueIds(['a', 'a', 'a-2', 'a-3']).ids).toEqual(['a', 'a-4', 'a-2', 'a-3']);
  });

  it('keeps two long ids apart that differ only where the number goes', () => {
    const [some, other] = ['a', 'b'].map((last) => 'x'.repeat(63) + last);
    const { ids } = uniqueIds([some!, some!, other!, other!]);

    expect(new Set(ids).size).toBe(4);
  });

  it('numbers the repetition of an id that looks like a number itself', () => {
    expect(uniqueIds(['a', 'a', 'a-2', 'a-2']).ids).toEqual(['a', 'a-3', 'a-2', 'a-2-2']);
  });

  it('keeps fresh ids of the longest ids valid and apart', () => {
    const long = 'x'.repeat(64);
    const { ids } = uniqueIds(Array.from({ length: 12 }, () => long));

    expect(new Set(ids).size).toBe(12);
    expect(ids.every((id) => TASK_ID_PATTERN.test(id))).toBe(true);
  });
});
