/** The shapes of Tandem's API, as every page uses them. Times are ISO 8601 UTC. */
export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface Problem {
  code: string;
  message: string;
  path?: string | null;
  line?: number | null;
  column?: number | null;
  hint?: string | null;
}

export interface Clock {
  now: string;
  speed: number;
  note: string | null;
}

export interface Overview {
  clock: Clock;
  interactionsPerSecond: number;
  foldedPerSecond: number;
  messagesPerSecond: number;
  accepted: number;
  rejected: number;
  waiting: number;
  customers: number;
  accounts: number;
  messages: { queued: number; sent: number; failed: number; withheld: number };
  sources: { name: string; interactionsPerSecond: number; accepted: number; rejected: number }[];
  byType: { type: string; count: number }[];
  ruleset: number;
  sendingOutside: boolean;
}

export interface Identity {
  kind: string;
  value: string;
  since: string;
}

export interface CustomerSummary {
  id: string;
  name: string | null;
  identities: Identity[];
  firstSeen: string;
  lastSeen: string;
  interactions: number;
  segments: string[];
}

export interface TraitDetail {
  name: string;
  value: unknown;
  source: string;
  at: string;
}
export interface Consent {
  channel: string;
  granted: boolean;
  source: string;
  at: string;
}
export interface Enrolment {
  journey: string;
  version: number;
  step: string | null;
  state: 'active' | 'completed' | 'exited';
  since: string;
  due: string | null;
}
export interface CampaignPart {
  campaign: string;
  arm: string;
  assignedAt: string;
  goals: { goal: string; at: string; value: number }[];
}

export interface Customer extends CustomerSummary {
  anchor: { kind: string; value: string };
  traits: Record<string, unknown>;
  traitDetails: TraitDetail[];
  consents: Consent[];
  memberships: { segment: string; since: string }[];
  accounts: { id: string; groupId: string; name: string | null }[];
  events: { name: string; count: number; first: string; last: string }[];
  journeys: Enrolment[];
  campaigns: CampaignPart[];
  conflicts: { identity: string; reason: string; at: string }[];
  mergedFrom: { id: string; at: string }[];
}

export type TimelineKind = 'interaction' | 'segment' | 'journey' | 'message' | 'campaign' | 'identity' | 'consent';

export interface TimelineItem {
  id: string;
  at: string;
  timestamp: string;
  kind: TimelineKind;
  type: string;
  title: string;
  source: string | null;
  historical: boolean;
  detail: unknown;
}

export interface Account {
  id: string;
  groupId: string;
  traits: Record<string, unknown>;
  members: { customerId: string; since: string }[];
  firstSeen: string;
}

export interface Segment {
  name: string;
  title: string;
  description: string | null;
  expression: string;
  count: number;
  customers: number;
  evaluated: number;
  definitionVersion: number;
  updatedAt: string;
}

export interface JourneyStep {
  id: string;
  kind: 'wait' | 'branch' | 'send' | 'exit';
  summary: string;
  entered: number;
  here: number;
  then?: JourneyStep[] | null;
  else?: JourneyStep[] | null;
}

export interface Journey {
  name: string;
  title: string;
  version: number;
  trigger: string;
  started: number;
  active: number;
  completed: number;
  steps: JourneyStep[];
}

export interface Estimate {
  value: number;
  low: number;
  high: number;
}

export interface ArmGoal {
  goal: string;
  converted: number;
  rate: Estimate | null;
  valuePerCustomer: Estimate | null;
  lift: Estimate | null;
  relativeLift: Estimate | null;
  pValue: number | null;
  valueLift: Estimate | null;
  valuePValue: number | null;
}

export interface CampaignArm {
  name: string;
  control: boolean;
  template: string | null;
  weight: number;
  assigned: number;
  sent: number;
  withheld: number;
  results: ArmGoal[];
}

export interface CampaignGoal {
  name: string;
  event: string;
  within: string;
  value: string | null;
}

export interface Campaign {
  name: string;
  title: string;
  description: string | null;
  audience: string;
  state: 'draft' | 'launching' | 'live';
  launchedAt: string | null;
  launchedBy: string | null;
  goals: CampaignGoal[];
  arms: CampaignArm[];
  assigned: number;
  externalAssignment: boolean;
}

export interface CampaignPreview {
  audience: number;
  receives: number;
  control: number;
  excluded: { reason: string; label: string; count: number }[];
  arms: { name: string; count: number }[];
  at: string;
}

export type MessageStatus = 'queued' | 'sent' | 'failed' | 'withheld' | 'bounced' | 'uncertain';

export interface MessageSummary {
  id: string;
  customerId: string;
  address: string | null;
  channel: string;
  subject: string | null;
  template: string;
  status: MessageStatus;
  statusDetail: string | null;
  at: string;
  origin: { kind: 'journey' | 'campaign'; name: string; step: string };
}

export interface Message extends MessageSummary {
  from: string | null;
  html: string | null;
  text: string | null;
  headers: { name: string; value: string }[];
  why: string[];
  outside: boolean;
}

export interface Source {
  name: string;
  title: string;
  writeKey: string;
  createdAt: string;
  accepted: number;
  rejected: number;
  interactionsPerSecond: number;
  lastReceivedAt: string | null;
  snippets: { title: string; language: string; code: string }[];
}

export interface SourceItem {
  at: string;
  type: string;
  name: string;
  identities: { kind: string; value: string }[];
  messageId: string;
  body: unknown;
  token: string;
}

export interface Reject {
  id: string;
  at: string;
  index: number | null;
  errors: Problem[];
  body: string;
  endpoint: string;
}

export type DefinitionKind = 'segment' | 'journey' | 'campaign' | 'template';

export interface Definition {
  kind: DefinitionKind;
  name: string;
  version: number;
  title: string;
  status: string;
  ruleset: number;
  updatedAt: string;
  updatedBy: string;
  text: string;
  spec: unknown;
}

export interface Published {
  status: string;
  ruleset: number;
  version: number;
  definition: Definition;
}

export interface Workspace {
  name: string;
  sendingOutside: boolean;
  smtp: { configured: boolean; host: string | null; from: string };
  loopbackOnly: boolean;
  version: string;
}
