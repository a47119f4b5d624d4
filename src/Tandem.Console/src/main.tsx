// Before everything else: it asks the server while the rest begins.
import { ahead } from './ahead';

import './mantine.css';
import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/queryClient';
import { router } from './router';
import { theme } from './theme';
import { NoticeCorner } from './ui/notices/NoticeCorner';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

void ahead.then(() =>
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <NoticeCorner />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  ),
);
