/** The fonts that this page uses, as rules with the fonts in them: a picture that stands alone can fetch none. */
export async function fontsInUse(): Promise<string> {
  const used = [...document.fonts].filter(({ status }) => status === 'loaded');
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href ?? document.baseURI })))
    .flatMap(({ rule, base }) => (rule instanceof CSSFontFaceRule ? [{ style: rule.style, base }] : []))
    .filter(({ style }) =>
      used.some(
        ({ family, unicodeRange }) =>
          plain(family) === plain(style.getPropertyValue('font-family')) && same(unicodeRange, style.getPropertyValue('unicode-range')),
      ),
    );
  const written = await Promise.all(
    rules.map(async ({ style, base }) => {
      const address = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1];
      if (address === undefined) return '';
      const font = await (await fetch(new URL(address, base))).blob();
      const range = style.getPropertyValue('unicode-range');
      return `@font-face{font-family:${style.getPropertyValue('font-family')};font-weight:${style.getPropertyValue('font-weight')};${range && `unicode-range:${range};`}src:url(${await dataOf(font)})}`;
    }),
  );
  return written.join('');
}

const plain = (family: string) => family.replace(/["']/g, '');
const same = (one: string, other: string) =>
  other === '' || one.replace(/\s/g, '').toUpperCase() === other.replace(/\s/g, '').toUpperCase();

const dataOf = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('A font could not be read.'));
    reader.readAsDataURL(blob);
  });
