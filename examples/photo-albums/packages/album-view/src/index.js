/** One line for each album: its name and how many photos it holds. */
export function list(albums) {
  return [...albums].map(([name, photos]) => `${name}: ${photos.length}`).join('\n');
}
