import { DefinitionPage } from '../definitions/DefinitionPage';

export const TemplatePage = () => <DefinitionPage kind="template" />;
