/** The name of the album that a photo belongs to: its month. */
export function albumOf(photo) {
  return photo.takenAt.slice(0, 7);
}
