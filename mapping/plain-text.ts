const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text of Odoo's HTML: paragraphs become lines, tags go, entities are read once. */
export function plainText(html: string): string {
  return html
    .replace(/<\/(p|div|li|h\d)>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos|nbsp));/gi,
      (_, hex: string, dec: string, name: string) =>
        name ? (ENTITIES[name.toLowerCase()] ?? '') : characterOf(hex ? parseInt(hex, 16) : Number(dec)),
    )
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** A number that is no character becomes the mark for that, which Netvisor's character set then refuses by name. */
function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '�';
}

export const firstLine = (text: string | undefined): string => (text ?? '').trim().split('\n')[0] ?? '';

/** Enough of a text for a person to find it by. */
export function shortened(text: string): string {
  const characters = [...text.trim()];
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('');
}
