import { closestId } from './closest-id.js';

describe('closestId', () => {
  it.each([
    ['COER-001', ['CORE-001', 'CORE-002'], 'CORE-001'],
    ['T42', ['T41', 'T042', 'T43'], 'T042'],
    ['T1', ['T001', 'T002'], 'T001'],
    ['core-1', ['CORE-1'], 'CORE-1'],
    ['db', ['api', 'db-schema'], 'db-schema'],
    ['sqema', ['sbema', 'saema'], 'saema'],
    ['abcdef', ['abcxyf', 'abcdxf'], 'abcdxf'],
  ])('%s among %j means %s', (wanted, ids, meant) => {
    expect(closestId(wanted, ids)).toBe(meant);
    expect(closestId(wanted, ids.toReversed())).toBe(meant);
  });

  it.each([
    ['T42', ['T41', 'T43'], 'another number is another task'],
    ['db', ['db-a', 'db-b'], 'two ids begin with it'],
    ['frontend', ['backend'], 'too many letters differ'],
    ['x', ['xy'], 'one letter says too little'],
    ['a', [], 'there is no id'],
  ])('%s among %j means nothing: %s', (wanted, ids) => {
    expect(closestId(wanted, ids)).toBeUndefined();
  });
});
