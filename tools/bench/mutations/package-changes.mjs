/** Installed packages that become others, together with what the lock file says of them. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { editCode, editTypes } from './edit-code.mjs';
import { DECLARATION, oneOf, pickPackage } from './targets.mjs';

const LOCK_FILES = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'];
const MOST_FILES = 400;
const STEPS = 3;

/** Another version of a package, or another content of the same one; its code differs in one place. */
export function changePackage(context) {
  const { root, random } = context;
  const folder = deeper(join(root, pickPackage(context)), random);
  const manifest = manifestIn(folder);
  if (!manifest?.name || !manifest.version) return undefined;
  const code = changedCode(folder, random);
  const lock = changedLock(root, manifest, random);
  if (!code || !lock) return undefined;
  const path = (file) => relative(root, file);
  const bumped = { ...manifest, version: lock.version };
  const writes = [
    { path: path(code.file), content: code.content },
    { path: lock.path, content: lock.content },
    ...(lock.version === manifest.version
      ? []
      : [{ path: path(join(folder, 'package.json')), content: `${JSON.stringify(bumped, null, 2)}\n` }]),
  ];
  return { what: `${manifest.name}@${manifest.version} → ${lock.version}; ${code.what}`, writes };
}

/** The package itself, or one that it needs, or one that that needs. */
function deeper(start, random) {
  let folder = existsSync(start) ? realpathSync(start) : start;
  for (let step = 0; step < STEPS && random() < 1 / 2; step += 1) {
    const name = oneOf(random, Object.keys(manifestIn(folder)?.dependencies ?? {}));
    const found = name && folderOf(name, folder);
    if (!found) break;
    folder = found;
  }
  return folder;
}

function folderOf(name, from) {
  for (const place of createRequire(join(from, 'package.json')).resolve.paths(name) ?? []) {
    const folder = join(place, name);
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
  }
  return undefined;
}

function manifestIn(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Half of the time the main module fails as soon as it is loaded; else one place somewhere in the package, in its types, too. */
function changedCode(folder, random) {
  const main = mainOf(folder);
  if (main && random() < 1 / 2 && /\.[cm]?js$/.test(main)) {
    const text = readFileSync(main, 'utf8');
    const start = /^#!.*\n/.exec(text)?.[0].length ?? 0;
    const content = `${text.slice(0, start)}throw new Error('mutated');${text.slice(start)}`;
    return { file: main, content, what: `${relative(folder, main)} throws` };
  }
  const files = codeIn(folder);
  const types = files.filter((file) => DECLARATION.test(file));
  const isOfTypes = types.length > 0 && (types.length === files.length || random() < 1 / 3);
  const file = oneOf(random, isOfTypes ? types : files.filter((one) => !DECLARATION.test(one)));
  if (!file) return undefined;
  const edit = (isOfTypes ? editTypes : editCode)(relative(folder, file), readFileSync(file, 'utf8'), random);
  return edit && { file, ...edit };
}

function mainOf(folder) {
  try {
    const found = createRequire(join(folder, 'package.json')).resolve(folder);
    return realpathSync(found);
  } catch {
    return codeIn(folder).find((file) => !DECLARATION.test(file));
  }
}

function codeIn(folder) {
  const found = [];
  const folders = [folder];
  for (const current of folders) {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      if (found.length >= MOST_FILES) return found;
      const path = join(current, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules') folders.push(path);
      else if (/\.(d\.[cm]?ts|[cm]?js)$/.test(entry.name) && entry.isFile()) found.push(path);
    }
  }
  return found;
}

/** As after an update, or where the registry holds something else under the same version. */
function changedLock(root, { name, version }, random) {
  const path = LOCK_FILES.find((file) => existsSync(join(root, file)));
  if (!path) return undefined;
  const text = readFileSync(join(root, path), 'utf8');
  const isBump = random() < 1 / 2;
  const next = isBump ? `${version}-mutated` : version;
  const change = { 'package-lock.json': inNpm, 'pnpm-lock.yaml': inPnpm, 'yarn.lock': inYarn }[path];
  const content = change(text, { name, version, next });
  return content === text ? undefined : { path, content, version: next };
}

function inNpm(text, { name, version, next }) {
  const lock = JSON.parse(text);
  for (const [place, found] of Object.entries(lock.packages)) {
    if (!place.endsWith(`node_modules/${name}`) || found.version !== version || !found.integrity) continue;
    found.version = next;
    found.integrity = otherHash(found.integrity);
  }
  return JSON.stringify(lock, null, 2) + '\n';
}

function inPnpm(text, { name, version, next }) {
  const [id, number] = [`${name}@${version}`, version].map(escaped);
  const key = `'?${escaped(name)}'?:`;
  const withHash = text.replace(
    new RegExp(`(^  '?${id}'?:\\n\\s+resolution: \\{integrity: )([^}, ]+)`, 'm'),
    (_, before, hash) => before + otherHash(hash),
  );
  if (next === version) return withHash;
  return withHash
    .replace(new RegExp(`(^|[\\s'"(])${id}(?=[\\s'":()]|$)`, 'gm'), `$1${name}@${next}`)
    .replace(new RegExp(`(^\\s+${key} )${number}(?=[(\\s]|$)`, 'gm'), `$1${next}`)
    .replace(
      new RegExp(`(^\\s+${key}\\n\\s+specifier: [^\\n]+\\n\\s+version: )${number}(?=[(\\s]|$)`, 'gm'),
      `$1${next}`,
    );
}

/** An entry begins with all that resolves to it. */
function inYarn(text, { name, version, next }) {
  const entry = `^"?${escaped(name)}@[^\\n]*:\\n  version: ${escaped(version)}\\n[\\s\\S]*?(?=\\n\\n)`;
  return text.replace(new RegExp(entry, 'm'), (found) =>
    found
      .replace(`version: ${version}`, `version: ${next}`)
      .replace(`${name}@npm:${version}"`, `${name}@npm:${next}"`)
      .replace(/checksum: (\S+)/, (_, hash) => `checksum: ${otherHash(hash)}`),
  );
}

function otherHash(hash) {
  const at = hash.length - 10;
  return hash.slice(0, at) + (hash[at] === 'a' ? 'b' : 'a') + hash.slice(at + 1);
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
