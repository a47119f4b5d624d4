import { DefinitionPage } from '../definitions/DefinitionPage';

export const IdentityPage = () => <DefinitionPage kind="identity" />;
