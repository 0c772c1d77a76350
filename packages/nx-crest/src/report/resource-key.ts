/**
 * What two names of a resource have in common that mean the same: letters and digits without case, one `-` for everything
 * between them. Empty for a name without letter or digit.
 *
 * *Example*: `Backend Team`, `backend_team` and `backend-team` have the key `backend-team`.
 */
export function resourceKey(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '').join('-');
}
