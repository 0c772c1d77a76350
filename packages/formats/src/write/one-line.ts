/** A text on one line: line ends and runs of blanks become one blank. *Complexity*: linear. */
export function oneLine(text: string): string {
  return text
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ');
}
