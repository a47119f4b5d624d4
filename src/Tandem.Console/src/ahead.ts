import { queryClient } from './api/queryClient';
import { figures } from './overview/queries';
import { workspace } from './shell/queries';

const patience = 150;

/**
 * What every page asks for first, taken up while the rest of the script begins; index.html has it fetched since before that.
 * Where it is here in time, the first picture has it. Nothing waits for it for long.
 */
export const ahead = Promise.race([
  Promise.all([queryClient.prefetchQuery(figures), queryClient.prefetchQuery(workspace)]),
  new Promise((resolve) => setTimeout(resolve, patience)),
]);
