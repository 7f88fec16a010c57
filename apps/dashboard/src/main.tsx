import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/surfaces.css';
import './design/overlay.css';
import { queryClient } from './app/query-client.ts';
import { router } from './app/router.tsx';
import { applyTheme } from './design/theme.ts';

applyTheme();

/** The first paint waits a moment for the fonts, so that no text moves when they arrive. */
async function fontsReady(): Promise<void> {
  const fonts = Promise.all([
    document.fonts.load('500 14px Geist'),
    document.fonts.load('400 13px "Geist Mono"'),
  ]);
  const patience = new Promise((resolve) => window.setTimeout(resolve, 800));
  await Promise.race([fonts, patience]).catch(() => undefined);
}

async function start(): Promise<void> {
  await fontsReady();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
