import { setStatus } from '../set-status.js';

describe('editField', () => {
  const edit = (raw: string) =>
    setStatus({ path: '001.md', raw }, { taskId: '001', status: 'done' }, { format: 'ccpm' });

  it.each(['---\nn\n---', '---\r\r---'])('adds no field to %j, where it would be none', (raw) => {
    expect(edit(raw).kind).toBe('refused');
  });
});
