import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the console with hot reload in front of a server that runs already.
const server = process.env.TANDEM_URL ?? 'http://localhost:5080';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../Tandem.Server/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: true,
  },
  server: {
    proxy: Object.fromEntries(['/api', '/login', '/v1', '/openapi'].map((path) => [path, { target: server }])),
  },
  test: { environment: 'node' },
});
