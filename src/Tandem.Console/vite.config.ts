import react from '@vitejs/plugin-react';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the console with hot reload in front of a server that runs already.
const server = process.env.TANDEM_URL ?? 'http://localhost:5080';

/**
 * Makes the files ready for slow lines and slow processors. The first script asks Chromium to compile all of it while it
 * comes in, beside the page's own thread: most of it is needed to begin with. Beside every text lies the same as small as
 * Brotli makes it: too slow to do for each request, and a sixth less.
 */
const ready: Plugin = {
  name: 'ready',
  apply: 'build',
  async writeBundle({ dir = '' }, files) {
    const pack = promisify(brotliCompress);
    for (const file of Object.values(files).filter(({ fileName }) => /^assets\/.*\.(js|css|svg)$/.test(fileName))) {
      const path = join(dir, file.fileName);
      let text = await readFile(path, 'utf8');
      if (file.type === 'chunk' && file.isEntry) {
        text = `//# allFunctionsCalledOnLoad\n${text}`;
        await writeFile(path, text);
      }
      await writeFile(`${path}.br`, await pack(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    }
  },
};

export default defineConfig({
  plugins: [react(), ready],
  build: {
    outDir: '../Tandem.Server/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // What the first page needs is one file, and so are the parts that are not ours: on a slow line each request counts.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 1 },
            { name: 'parts', test: /node_modules\/(@mantine\/(core|hooks)|@floating-ui|@tabler)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/login', '/v1', '/openapi'].map((path) => [path, { target: server }])),
  },
  test: { environment: 'node' },
});
