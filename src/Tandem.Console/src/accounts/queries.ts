import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get, pathTo } from '../api/client';
import type { Account, AccountMember, CustomerSummary, Page } from '../api/types';

/** A customer of an account, with when they joined it. */
export type Member = CustomerSummary & Pick<AccountMember, 'since'>;

export const useAccount = (groupId: string) =>
  useQuery({ queryKey: ['account', groupId], queryFn: ({ signal }) => get<Account>(pathTo('accounts', groupId), undefined, signal) });

export const useAccountMembers = (groupId: string) =>
  useInfiniteQuery({
    queryKey: ['account', groupId, 'members'],
    queryFn: async ({ pageParam, signal }): Promise<Page<Member>> => {
      const page = await get<Page<AccountMember>>(pathTo('accounts', groupId, 'members'), { limit: 200, after: pageParam }, signal);
      return { ...page, items: page.items.map(({ customer, since }) => ({ ...customer, since })) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
