import { createBrowserRouter, redirect, type LoaderFunctionArgs, type RouteObject } from 'react-router';
import { addresses } from './addresses';
import { OverviewPage } from './overview/OverviewPage';
import { BrokenPage } from './shell/BrokenPage';
import { MissingPage } from './shell/MissingPage';
import { Shell } from './shell/Shell';

// Every page but the first is its own file, fetched when it is first opened.
const pages: RouteObject[] = [
  { path: 'customers', lazy: async () => ({ Component: (await import('./customers/CustomersPage')).CustomersPage }) },
  { path: 'customers/erasures', lazy: async () => ({ Component: (await import('./privacy/ErasuresPage')).ErasuresPage }) },
  { path: 'customers/erasures/:id', lazy: async () => ({ Component: (await import('./privacy/ErasurePage')).ErasurePage }) },
  { path: 'customers/:key', lazy: async () => ({ Component: (await import('./customers/CustomerPage')).CustomerPage }) },
  { path: 'accounts/:groupId', lazy: async () => ({ Component: (await import('./accounts/AccountPage')).AccountPage }) },
  { path: 'audiences', lazy: async () => ({ Component: (await import('./segments/SegmentsPage')).SegmentsPage }) },
  { path: 'audiences/:name', lazy: async () => ({ Component: (await import('./segments/SegmentPage')).SegmentPage }) },
  { path: 'journeys', lazy: async () => ({ Component: (await import('./journeys/JourneysPage')).JourneysPage }) },
  { path: 'journeys/:name', lazy: async () => ({ Component: (await import('./journeys/JourneyPage')).JourneyPage }) },
  { path: 'campaigns', lazy: async () => ({ Component: (await import('./campaigns/CampaignsPage')).CampaignsPage }) },
  { path: 'campaigns/:name', lazy: async () => ({ Component: (await import('./campaigns/CampaignPage')).CampaignPage }) },
  { path: 'content', lazy: async () => ({ Component: (await import('./templates/TemplatesPage')).TemplatesPage }) },
  { path: 'content/templates/:name', lazy: async () => ({ Component: (await import('./templates/TemplatePage')).TemplatePage }) },
  { path: 'content/messages', lazy: async () => ({ Component: (await import('./messages/MessagesPage')).MessagesPage }) },
  { path: 'content/messages/:id', lazy: async () => ({ Component: (await import('./messages/MessagePage')).MessagePage }) },
  { path: 'content/suppressions', lazy: async () => ({ Component: (await import('./suppressions/SuppressionsPage')).SuppressionsPage }) },
  { path: 'stack', lazy: async () => ({ Component: (await import('./sources/SourcesPage')).SourcesPage }) },
  { path: 'stack/sources/:name', lazy: async () => ({ Component: (await import('./sources/SourcePage')).SourcePage }) },
  { path: 'settings', lazy: async () => ({ Component: (await import('./settings/SettingsPage')).SettingsPage }) },
  { path: 'settings/identities', lazy: async () => ({ Component: (await import('./identities/IdentitiesPage')).IdentitiesPage }) },
  { path: 'settings/identities/:name', lazy: async () => ({ Component: (await import('./identities/IdentityPage')).IdentityPage }) },
  { path: 'new/:kind', lazy: async () => ({ Component: (await import('./definitions/NewDefinitionPage')).NewDefinitionPage }) },
  { path: '_/design', lazy: async () => ({ Component: (await import('./design/DesignPage')).DesignPage }) },
];

const moved = (path: string, to: (name: string) => string): RouteObject => ({
  path,
  Component: () => null,
  loader: ({ params, request }: LoaderFunctionArgs) => redirect(to(params.name ?? '') + new URL(request.url).search),
});

// Where pages were before; links in mails and bookmarks go on working.
const old: RouteObject[] = [
  moved('segments', () => addresses.segments),
  moved('segments/:name', addresses.segment),
  moved('customers/identities', () => addresses.identities),
  moved('customers/identities/:name', addresses.identity),
  moved('messages', () => addresses.messages),
  moved('messages/templates', () => addresses.templates),
  moved('messages/templates/:name', addresses.template),
  moved('messages/suppressions', () => addresses.suppressions),
  moved('messages/:name', addresses.message),
  moved('sources', () => addresses.sources),
  moved('sources/:name', addresses.source),
];

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [{ index: true, element: <OverviewPage /> }, ...pages, ...old, { path: '*', element: <MissingPage /> }],
      },
    ],
  },
]);
