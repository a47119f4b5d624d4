import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const styles = `${here}../node_modules/@mantine/core/styles/`;

it('every part of Mantine that is imported brings its style', () => {
  const imported = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => [...readFileSync(here + file, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)])
    .flatMap(([, names = '']) => names.split(',').map((name) => (name.trim().split(' as ')[0] ?? '').trim()));
  const sheet = readFileSync(`${here}mantine.css`, 'utf8');
  const styled = [...new Set(imported)].filter((name) => existsSync(`${styles}${name}.css`));
  expect(styled).toContain('Button');
  expect(styled.filter((name) => !sheet.includes(`/${name}.css`))).toEqual([]);
});
