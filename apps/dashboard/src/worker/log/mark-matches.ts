/** Cuts a text at the places where it holds `search`, in any case. */
export function markMatches(
  text: string,
  search: string,
): { readonly text: string; readonly isMatch: boolean }[] {
  const wanted = search.toLowerCase();
  const lower = text.toLowerCase();
  // Some letters change their length with their case: then places do not fit, and nothing is marked.
  if (wanted === '' || lower.length !== text.length) return [{ text, isMatch: false }];
  const parts: { text: string; isMatch: boolean }[] = [];
  let from = 0;
  for (;;) {
    const at = lower.indexOf(wanted, from);
    if (at < 0) break;
    if (at > from) parts.push({ text: text.slice(from, at), isMatch: false });
    from = at + wanted.length;
    parts.push({ text: text.slice(at, from), isMatch: true });
  }
  if (from < text.length || parts.length === 0) {
    parts.push({ text: text.slice(from), isMatch: false });
  }
  return parts;
}
