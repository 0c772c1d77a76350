import { insertIntoArray } from './insert-into-array.js';

const insert = (text: string) => insertIntoArray(text, 'plugins', { plugin: 'x', options: {} });

test('adds behind the items that are there, in their layout', () => {
  const text =
    '{\n  "a": [1, 2],\n  // ours\n  "plugins": [\n    "one", // first\n    { "plugin": "two" } // second\n  ]\n}\n';
  expect(insert(text)).toBe(
    '{\n  "a": [1, 2],\n  // ours\n  "plugins": [\n    "one", // first\n    { "plugin": "two" }, // second\n' +
      '    {\n      "plugin": "x",\n      "options": {}\n    }\n  ]\n}\n',
  );
});

test('fills an empty list, in one line where the text is one line', () => {
  expect(insert('{"plugins":[]}')).toBe('{"plugins":[{"plugin":"x","options":{}}]}');
  expect(insert('{\n\t"plugins": []\n}')).toBe(
    '{\n\t"plugins": [\n\t\t{\n\t\t\t"plugin": "x",\n\t\t\t"options": {}\n\t\t}\n\t]\n}',
  );
});

test('keeps a list of one line in one line', () => {
  expect(insert('{\n  "plugins": ["one"]\n}')).toBe('{\n  "plugins": ["one", {"plugin":"x","options":{}}]\n}');
});

test('takes only the top-level key of that name, and no string that looks like it', () => {
  const text = '{\n  "b": { "plugins": [] },\n  "c": "\\"plugins\\": [",\n  "plugins": [\n    "one",\n  ]\n}';
  const changed = insert(text);
  expect(changed).toContain('"b": { "plugins": [] }');
  expect(changed).toContain('    "one",\n    {\n');
});

test('adds the key last where it is missing, and leaves the comments alone', () => {
  expect(insert('{\n  // ours\n  "a": "plugins", // first\n  "b": { "plugins": [] } /* last */ // really\n}\n')).toBe(
    '{\n  // ours\n  "a": "plugins", // first\n  "b": { "plugins": [] }, /* last */ // really\n' +
      '  "plugins": [\n    {\n      "plugin": "x",\n      "options": {}\n    }\n  ]\n}\n',
  );
  expect(insert('{ "a": 1 }')).toBe('{ "a": 1, "plugins": [{"plugin":"x","options":{}}] }');
  expect(insert('{}')).toBe('{"plugins": [{"plugin":"x","options":{}}]}');
  expect(insert('{\r\n  // none yet\r\n}\r\n')).toMatch(/^\{\r\n {2}[/][/] none yet\r\n {2}"plugins": \[\r\n/);
});

test('gives nothing where something else stands there', () => {
  expect(insert('')).toBeUndefined();
  expect(insert('{ "plugins": {} }')).toBeUndefined();
  expect(insert('[ "plugins", [] ]')).toBeUndefined();
});

test('keeps Windows line ends', () => {
  expect(insert('{\r\n  "plugins": [\r\n    "one"\r\n  ]\r\n}\r\n')).not.toMatch(/[^\r]\n/);
});
