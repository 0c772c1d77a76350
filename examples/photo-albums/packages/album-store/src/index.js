/** Photos by album, in the order in which they came. */
export function store(photos, albumOf) {
  const albums = new Map();
  for (const photo of photos) albums.set(albumOf(photo), [...(albums.get(albumOf(photo)) ?? []), photo]);
  return albums;
}
