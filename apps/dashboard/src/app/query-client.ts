import { QueryClient } from '@tanstack/react-query';
import { isPassing } from '../api/problem.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2000,
      gcTime: 5 * 60_000,
      retry: (failures, error) => isPassing(error) && failures < 3,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 5000),
    },
    mutations: { retry: false },
  },
});
