import { createBrowserRouter } from 'react-router';
import { OverviewPage } from './overview/OverviewPage';
import { BrokenPage } from './shell/BrokenPage';
import { MissingPage } from './shell/MissingPage';
import { Shell } from './shell/Shell';

// Every page but the first is its own file, fetched when it is first opened.
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [
          { index: true, element: <OverviewPage /> },
          { path: 'customers', lazy: async () => ({ Component: (await import('./customers/CustomersPage')).CustomersPage }) },
          { path: 'customers/identities', lazy: async () => ({ Component: (await import('./identities/IdentitiesPage')).IdentitiesPage }) },
          {
            path: 'customers/identities/:name',
            lazy: async () => ({ Component: (await import('./identities/IdentityPage')).IdentityPage }),
          },
          { path: 'customers/erasures', lazy: async () => ({ Component: (await import('./privacy/ErasuresPage')).ErasuresPage }) },
          { path: 'customers/erasures/:id', lazy: async () => ({ Component: (await import('./privacy/ErasurePage')).ErasurePage }) },
          { path: 'customers/:key', lazy: async () => ({ Component: (await import('./customers/CustomerPage')).CustomerPage }) },
          { path: 'accounts/:groupId', lazy: async () => ({ Component: (await import('./accounts/AccountPage')).AccountPage }) },
          { path: 'segments', lazy: async () => ({ Component: (await import('./segments/SegmentsPage')).SegmentsPage }) },
          { path: 'segments/:name', lazy: async () => ({ Component: (await import('./segments/SegmentPage')).SegmentPage }) },
          { path: 'journeys', lazy: async () => ({ Component: (await import('./journeys/JourneysPage')).JourneysPage }) },
          { path: 'journeys/:name', lazy: async () => ({ Component: (await import('./journeys/JourneyPage')).JourneyPage }) },
          { path: 'campaigns', lazy: async () => ({ Component: (await import('./campaigns/CampaignsPage')).CampaignsPage }) },
          { path: 'campaigns/:name', lazy: async () => ({ Component: (await import('./campaigns/CampaignPage')).CampaignPage }) },
          { path: 'messages', lazy: async () => ({ Component: (await import('./messages/MessagesPage')).MessagesPage }) },
          { path: 'messages/templates', lazy: async () => ({ Component: (await import('./templates/TemplatesPage')).TemplatesPage }) },
          { path: 'messages/templates/:name', lazy: async () => ({ Component: (await import('./templates/TemplatePage')).TemplatePage }) },
          {
            path: 'messages/suppressions',
            lazy: async () => ({ Component: (await import('./suppressions/SuppressionsPage')).SuppressionsPage }),
          },
          { path: 'messages/:id', lazy: async () => ({ Component: (await import('./messages/MessagePage')).MessagePage }) },
          { path: 'sources', lazy: async () => ({ Component: (await import('./sources/SourcesPage')).SourcesPage }) },
          { path: 'sources/:name', lazy: async () => ({ Component: (await import('./sources/SourcePage')).SourcePage }) },
          { path: 'new/:kind', lazy: async () => ({ Component: (await import('./definitions/NewDefinitionPage')).NewDefinitionPage }) },
          { path: '*', element: <MissingPage /> },
        ],
      },
    ],
  },
]);
