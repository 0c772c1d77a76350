/**
 * A cell's text for people: bold, struck through, code and link marks removed, `\|` as a bar.
 *
 * *Example*: `plainText('**[CORE-1](#core)**')` is `CORE-1`.
 */
export function plainText(cell: string): string {
  if (!/[*_~`[<\\]/.test(cell)) return cell.trim(); // most cells
  return cell
    .replace(/\*\*|__|~~|`/g, '')
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<br\s*\/?>/gi, ' ')
    .replaceAll('\\|', '|')
    .trim();
}
