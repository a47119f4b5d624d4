import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { RequestFailed } from './client';
import { leave } from './session';

const watch = (error: Error) => {
  if (error instanceof RequestFailed && error.status === 401) leave();
};

// What the server refused (4xx) is not asked again; what broke on the way is, twice.
const again = (failures: number, error: Error) => failures < 2 && !(error instanceof RequestFailed && error.status < 500);

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: { queries: { staleTime: 5_000, retry: again, refetchOnWindowFocus: true } },
});
