import { Chip } from '../ui/Chip';

/** Whether an erasure is done. */
export const ErasureState = ({ state }: { state: string }) =>
  state === 'running' ? <Chip tone="waits">Under way</Chip> : state === 'nobody' ? <Chip>Nobody there</Chip> : <Chip>Done</Chip>;
