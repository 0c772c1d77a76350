import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let version: string | undefined;

/** The version of this package: what another one has computed is not trusted. */
export function ownVersion(): string {
  version ??= (JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as { version: string })
    .version;
  return version;
}
